# A date that is given and not understood leaves its article undated, and is told.
mkdir news
printf '{"id": "%s", "title": "Oil up", "text": "Oil rose again.", "date": "03/04/2024"}\n' 1 2 3 >news/three.jsonl
printf 'id,title,text,date\n1,Gas up,Gas rose again,2024-02-31\n' >news/one.csv
newsgrep-index news 2>&1 | grep dates
newsgrep-index --failures --db news | tail -n 5
newsgrep --db news -c Oil
newsgrep-index --stats --json --db news | grep -o '"skipped".*'
