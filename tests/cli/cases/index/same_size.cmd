# A change that keeps the size is seen by the content, and so is a time that changed alone.
try newsgrep-index --quiet formats/text
touch -d 2020-01-01 formats/text/2.txt
sed -i 's/Monday/Sunday/' formats/text/1.txt
try newsgrep-index --dry-run formats/text
