# A page that a browser saved in one file is its article, with its address and the time when it was saved.
page() {
  printf 'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/story\r\nDate: Tue, 5 Nov 2024 10:22:33 +0100\r\nMIME-Version: 1.0\r\n'
  printf 'Content-Type: multipart/related; type="text/html"; boundary="mark"\r\n\r\n--mark\r\nContent-Type: %s\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n' "$1"
  printf '<h1>A caf=C3=A9 by the ferry</h1><p>The council met on the quay in the week of the storm and talked about =\r\nthe ferry until the evening.</p>\r\n--mark--\r\n'
}
page 'text/html; charset=utf-8' >story.mhtml
page text/css >styles.mhtml
try newsgrep-index --extract story.mhtml styles.mhtml
