# A touched, a changed, a new and a deleted file: --dry-run says so beforehand and writes nothing; the run does what it said.
try newsgrep-index --quiet formats/text
touch -d '2021-01-01' formats/text/1.txt
sed -i 's/Finland joined NATO/Finland has joined NATO/' formats/text/2.txt
rm formats/text/3.txt
printf 'Title: Lighthouse lit again\nDate: 2025-05-01\n\nThe lamp was lit on Thursday evening by the oldest keeper.\n' >formats/text/6.txt
try newsgrep-index --dry-run formats/text
try newsgrep-index --dry-run formats/text
try newsgrep-index formats/text
try newsgrep --db formats/text '"has joined NATO"' -l
try newsgrep --db formats/text lighthouse -c
try newsgrep --db formats/text 'title:mercury' -c
try newsgrep-index --dry-run formats/text
