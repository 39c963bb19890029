# The articles of an issue of a newspaper come from its pages by the document beside them; a page that changes or goes is read with its issue.
mkdir -p news/1824/alto
page() {
  echo "<alto xmlns='urn:a'><Layout><Page PHYSICAL_IMG_NR='$1'><PrintSpace><TextBlock ID='b'><TextLine><String CONTENT='$2'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>" >"news/1824/alto/$1.xml"
}
article() {
  echo "<div ID='$1' TYPE='ARTICLE' LABEL='$2'><fptr><area FILEID='p1' BEGIN='b'/></fptr><fptr><area FILEID='p2' BEGIN='b'/></fptr></div>"
}
page 1 'The harbour of Lindau was closed'
page 2 'on Monday because of the storm'
echo "<mets xmlns='urn:m' xmlns:x='urn:x'><dmdSec ID='i'><title>The Lake Gazette</title><dateIssued>1824-02-17</dateIssued></dmdSec>
<fileSec><file ID='p1'><FLocat x:href='alto/1.xml'/></file><file ID='p2'><FLocat x:href='file://./alto/2.xml'/></file></fileSec>
<structMap><div TYPE='ISSUE' DMDID='i'>$(article a1 'Harbour closed')</div></structMap></mets>" >news/1824/mets.xml
newsgrep-index --extract news 2>&1
newsgrep-index --quiet news
newsgrep --db news Lindau --format '{date} {source}: {title} ({path})'
page 2 'on Tuesday because of the wind'
newsgrep-index --quiet news
newsgrep --db news -c Tuesday
rm news/1824/alto/2.xml
newsgrep-index news 2>&1 | head -n 2
newsgrep-index --failures --db news
# Without the document each page is an article.
rm news/1824/mets.xml
newsgrep-index --quiet news
newsgrep --db news Lindau --format '{date} {source}: {title} ({path})'
