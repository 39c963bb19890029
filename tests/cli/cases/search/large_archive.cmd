# Ids that begin alike, beginnings of words that stand for too many, numbers of a thousand and more.
mkdir news
seq 1000 | sed 's/.*/{"id":"&","title":"Story &","text":"The story of number &."}/' >news/stories.jsonl
{ echo Numbers; echo; seq 100000 200001 | sed 's/^/n/' | paste -s -d ' '; } >news/numbers.txt
newsgrep-index --quiet --db db news
start=$(newsgrep --db db --all --format '{id}' | cut -c 1-4 | sort | uniq -d | head -n 1)
newsgrep --db db --show "$start" 2>&1 | sed 's/[0-9a-f]\{4\}$/XXXX/'
try newsgrep --db db 'n*'
try newsgrep --db db story -q
newsgrep --db db story 2>&1 >/dev/null
