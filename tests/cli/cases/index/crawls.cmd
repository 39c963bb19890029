# A crawl is an archive of pages: their addresses are URL and time; the time is that of the capture.
mkdir news
python3 - <<'END'
import gzip, zipfile
def record(kind, url, block, more=""):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-03-01T04:50:41Z\r\n{more}Content-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"
def answer(body, kind="text/html", more="", status=200):
    return f"HTTP/1.1 {status} Word\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
page = open("formats/html/1.html", "rb").read()
import re
plain = re.sub(rb'(?s)<link rel="canonical"[^>]*>|<meta property="og:url"[^>]*>|<script.*?</script>', b"", page)
page = open("formats/html/2.html", "rb").read()
site = "https://news.example/"
whole = [record("warcinfo", "", b"software: none"), record("request", site + "a", b"GET /a HTTP/1.1\r\n\r\n"), record("response", site + "2019/a?id=1", answer(plain)),
         record("revisit", site + "a", answer(b"")), record("response", site + "b.png", answer(b"\x89PNG", "image/png")), record("response", site + "c", answer(b"gone", status=404)),
         record("response", site + "d", answer(plain[:400], "text/html"), "WARC-Truncated: length\r\n"), record("response", site + "e", answer(b"<p>", more="Content-Encoding: rot13\r\n"))]
open("news/crawl.warc.gz", "wb").write(b"".join(map(gzip.compress, whole)))
open("news/broken.warc", "wb").write(record("response", site + "f", answer(page)) + b"rubbish\n" + record("response", site + "g", answer(page))[:-1000])
open("news/long.warc", "wb").write(b"WARC/1.0\r\n" + b"x: y\r\n" * 300000)
open("news/damaged.warc", "wb").write(record("response", site + "h", answer(b"\x0b\x02\x80hel", more="Content-Encoding: br\r\n")) +
                                      record("response", site + "i", answer(b"\x0b\x02\x80hello" + b"\xff" * 100, more="Content-Encoding: br\r\n")))
with zipfile.ZipFile("news/pages.wacz", "w") as z:
    z.writestr("datapackage.json", "{}")
END
try newsgrep-index -j1 news
newsgrep-index --failures --stats news | grep -E 'crawl.warc|pages.wacz'
newsgrep --db news -l 'eclipse'
newsgrep --db news --json -n 1 --passages 0 url:2019 2>/dev/null
newsgrep --db news --show 'news/crawl.warc.gz!https://news.example/2019/a?id=1@20200301045041' | head -n 12
newsgrep-index --extract news/crawl.warc.gz --explain 2>/dev/null | grep -oE '"(date|captured|url)":"[^"]*"|"url: [^"]*"'
