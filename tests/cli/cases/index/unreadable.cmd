# A PATH that is neither a file nor a folder, and a folder that has taken the place of a file.
try newsgrep-index --quiet --db db formats/text
mkfifo pipe
try newsgrep-index --db db formats/text pipe
rm formats/text/1.txt
mkdir formats/text/1.txt
try newsgrep-index --db db formats/text
