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
