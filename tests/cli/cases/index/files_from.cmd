# Names from a list, one a line or ended by NUL, from a file or standard input; one that is no file is told, and the run goes on.
ls formats/text/*.txt >list
try newsgrep-index --db one --files-from list
find formats/json -name '*.json' -print0 | sort -z >list0
try newsgrep-index --db two --files-from list0 -0
head -n 2 list | try newsgrep-index --db three --files-from -
echo formats/text/no-such.txt >>list
try newsgrep-index --db four --files-from list
try newsgrep-index --files-from no-such-list
try newsgrep-index --files-from formats
try newsgrep-index sample --exclude-from formats
sed 's/$/\r/' list >other_ends
try newsgrep-index --db five --files-from other_ends
