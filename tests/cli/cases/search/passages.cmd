# How many passages an article.
cd sample
newsgrep --json -n 1 Meta --passages 0 | grep -o '"passages":\[\]'
newsgrep --json -n 1 Meta --passages 3 | grep -o '"cut_before"' | wc -l
try newsgrep Meta --passages 100
