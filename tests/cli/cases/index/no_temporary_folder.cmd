# A full check that has nowhere to write says so, and what to do.
printf 'Storm\n\nA storm closed the harbour on Monday.\n' > a.txt
newsgrep-index -q --db idx a.txt
TMPDIR=$PWD/none try newsgrep-index --check=full --db idx
