# A query from standard input, and queries of -e, any of which will do.
cd sample
echo '"black hole" OR Cassini' | try newsgrep - -l
try newsgrep -e Cassini -e '"black hole"' -c
try newsgrep -e Cassini -e NATO Finland -c
printf '' | try newsgrep -
