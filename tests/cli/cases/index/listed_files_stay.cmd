# A list names no folder: what is not on it, or gone, stays until a PATH is given.
ls formats/text/*.txt >list
try newsgrep-index --quiet --db db --files-from list
rm formats/text/1.txt
head -n 2 list | tail -n 1 >short
try newsgrep-index --db db --files-from short
try newsgrep-index --db db formats/text
