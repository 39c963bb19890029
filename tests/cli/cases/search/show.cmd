# A whole article, by its id or the beginning of it.
cd sample
id=$(newsgrep --format '{id}' 'title:Cassini')
try newsgrep --show "$id"
script -qec "stty cols 60 rows 60; newsgrep --color=never --show $id" /dev/null | tail -n 5
newsgrep --show "${id:0:6}" --format '{title}'
newsgrep --show "$id" --json | cut -c 1-120
newsgrep --show "$id" --tsv | cut -c 1-80
try newsgrep --show 0000000000000000
try newsgrep --show 12
try newsgrep --show
# Or by its address, as results show it.
newsgrep --show agency/2017/09/15/cassini-ends-thirteen-years-at-saturn-with-a.txt | head -n 1
newsgrep --show "$PWD/agency/2017/09/15/cassini-ends-thirteen-years-at-saturn-with-a.txt" | head -n 1
address=$(newsgrep -l --limit 1 path:jsonl 2>/dev/null)
newsgrep --show "./$address" | grep -E '^(path|id): '
(cd agency && try newsgrep --show 2017/09/15/cassini-ends-thirteen-years-at-saturn-with-a.txt | head -n 2)
try newsgrep --show "${address%#*}" | sed 's/^newsgrep: [0-9]* articles/newsgrep: N articles/'
try newsgrep --show agency/2017/09/15/none.txt
