# Progress for programs goes to standard error, one record a line, and results nowhere near it.
newsgrep-index --progress=json --quiet formats/text 2>records
grep -c '"stage"' records | sed 's/^[1-9].*/some/'
sed 's/[0-9.]\+/0/g' records | sort -u | head -n 1
try newsgrep-index --progress=loud formats/text
