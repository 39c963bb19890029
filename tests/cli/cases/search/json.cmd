# JSON lines: how the query was read, the hits, the counts. The first ten hits, unless told otherwise.
cd sample
newsgrep --json '"Muse Spark' -n 1
newsgrep --json 'title:Fed' -n 1
newsgrep --json --since 2024 | grep -c '"type":"hit"'
newsgrep --json --all --since 2024 | grep -c '"type":"hit"'
try newsgrep --json "Spark Muse"
try newsgrep --json --format-version 1 xylophone
try newsgrep --json --format-version 2 xylophone
