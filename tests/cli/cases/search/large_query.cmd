# A file of queries that is none.
cd sample
head -c 65M /dev/zero | try newsgrep -f -
