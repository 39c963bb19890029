# A query from standard input, and queries of -e, any of which will do.
cd sample
echo '"black hole" OR Cassini' | try newsgrep - -l
try newsgrep -e Cassini -e '"black hole"' -c
try newsgrep -e Cassini -e NATO Finland -c
printf '' | try newsgrep -
# Each -e is read on its own.
try newsgrep -e '"black hole' -e Cassini -c
try newsgrep -e 'Finland) (NATO' -e Cassini --explain | grep -vE '^(term|xapian)'
try newsgrep -e 'Meta OR NATO' -e 'date:2024 NOT Cassini' Finland --explain --now 2024-03-10 | grep -E '^(query|tree|dates)'
try newsgrep -e Cassini -e '"black' -c --strict
