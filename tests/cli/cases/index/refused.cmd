# What the system refuses is said with what to do about it, and the index stays as it was: too few open files, a file that may not grow.
newsgrep-index --quiet --db db formats/text
with_few_files() { (exec 3>&-; ulimit -n 4; exec "$@" 2>&1); echo "[$?]"; }
with_few_files newsgrep-index --compact --db db
with_few_files newsgrep-index --repair --db db
with_few_files newsgrep --db db eclipse -c
mkdir long
for i in 1 2 3 4; do { echo "Headline $i"; echo; for ((line = 0; line < 20000; ++line)); do echo "A line $line of the long story $i."; done; } >long/$i.txt; done
(trap '' XFSZ; ulimit -f 1500; try newsgrep-index --db db formats/text long)
ls db
newsgrep-index --quiet --db db formats/text long && newsgrep --db db story -c
