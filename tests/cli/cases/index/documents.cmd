# Documents and subtitles are read; those that are damaged, empty or blown up say so.
mkdir news
cp formats/rtf/1.rtf news/story.rtf
cp formats/office/2.docx formats/office/4.odt formats/subtitles/3_*.vtt news
head -c 700 formats/rtf/2.rtf >news/cut.rtf
printf '{\\rtf1 {\\*\\generator X;}}' >news/empty.rtf
printf 'WEBVTT\n\n00:01.000 --> 00:02.000\n\n' >news/silent.vtt
python3 -c 'import zipfile
with zipfile.ZipFile("news/blown.docx", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", "<Types/>")
    z.writestr("word/document.xml", "<w:document xmlns:w=\"w\"><w:p><w:t>" + "x" * (70 << 20) + "</w:t></w:p></w:document>")'
try newsgrep-index --extract news/story.rtf news/2.docx news/4.odt news/3_20191111.vtt | grep -o '"title":"[^"]*"'
try newsgrep-index -j1 news
newsgrep-index --stats --failures news | grep -E '^news/|MiB|damaged|without words'
newsgrep --db news -l Finland
