# A change that keeps the size is seen by the content.
try newsgrep-index --quiet formats/text
sed -i 's/Monday/Sunday/' formats/text/1.txt
try newsgrep-index --dry-run formats/text
