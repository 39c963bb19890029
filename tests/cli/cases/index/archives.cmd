# An archive is a folder that lies in one file: what is in it has an address, is updated, counted and listed like files.
mkdir news
printf 'no news' >formats/notes.css
printf '\xFF\xD8\xFF\xE0 and more' >formats/html/photo.jpg
tar -C formats --sort=name -cf - html json notes.css | zstd -q >news/pages.tar.zst
python3 -c 'import zipfile
with zipfile.ZipFile("news/more.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.write("formats/text/1.txt", "2024/03/07/first.txt")
    z.write("formats/text/2.txt", "../../up.txt")
    z.write("news/pages.tar.zst", "inner.tar.zst")'
newsgrep-index --quiet --dry-run news | cut -f 1,2
try newsgrep-index -j1 news
newsgrep-index --stats --failures news | grep -E '^(articles|files|failures|skipped|[^ ]*!)|superseded by' | head -n 8
newsgrep --db news -l eclipse
newsgrep --db news --json -n 1 eclipse 2>/dev/null | grep -o '"path":"[^"]*"'
newsgrep-index --extract news/more.zip 2>/dev/null | grep -o '"path":"[^"]*"' | head -n 3
try newsgrep-index -j1 news
tar -C formats --sort=name -cf news/pages.tar.zst html/1.html
newsgrep-index --quiet --dry-run news | cut -f 1,2
try newsgrep-index -j1 news
newsgrep --db news -l eclipse
# Closed, broken, full of itself.
printf 'PK\003\004 and nothing that follows' >news/broken.zip
head -c 700 news/pages.tar.zst >news/cut.tar
python3 -c 'import gzip, tarfile, io, zipfile
open("news/bomb.jsonl.gz", "wb").write(gzip.compress(b"{\"text\":\"" + b"word " * (14 << 20)))
def tar(name, inner):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(inner)
        archive.addfile(info, io.BytesIO(inner))
    return out.getvalue()
deep = b"bottom"
for level in range(6): deep = tar("%d.tar" % level, deep)
open("news/deep.tar", "wb").write(deep)'
printf 'UEsDBAoACQAAAAAAIVgAAAAAEgAAAAYAAAAGAAAAYS5odG1sMTIzNDU2Nzg5MDEyMzQ1Njc4UEsBAhQACgAJAAAAAAAhWAAAAAASAAAABgAAAAYAAAAAAAAAAAAAAAAAAAAAAGEuaHRtbFBLBQYAAAAAAQABADQAAAA2AAAAAAA=' | base64 -d >news/closed.zip
try newsgrep-index -j1 news
