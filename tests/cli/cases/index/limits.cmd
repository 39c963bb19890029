# What is too large, or swells too much, is told; the rest is read.
mkdir news
filler() { head -c "$1" /dev/zero | tr '\0' x; }
{ printf '{"id":"1","title":"Small","text":"It fits."}\n{"id":"2","title":"Large","text":"'; filler 17M; printf '"}\n'; } >news/large.jsonl
{ printf 'id,title,text\n1,Small,It fits.\n2,Large,'; filler 17M; echo; } >news/large.csv
{ printf '<REUTERS NEWID="1"><TITLE>Large</TITLE><BODY>'; filler 17M; printf '</BODY></REUTERS>\n'; } >news/large.sgm
{ printf 'Large\n\n'; filler 65M; } >news/large.txt
{ echo id,title,text; head -c 100M /dev/zero | tr '\0' '\n'; } | gzip >news/bomb.csv.gz
{ echo '{"id":"1","title":"Small","text":"It fits."}'; yes '{"title":"cut",}' | head -n 1100; } >news/cut.jsonl
newsgrep-index -j1 --db db --exclude cut.jsonl news 2>&1
newsgrep-index --db db news/cut.jsonl 2>&1 | tail -n 4
newsgrep-index --db db --failures | grep 'cut.*more'
{ echo id,title,text; for number in $(seq 5); do echo '1,"open,text'; yes words | head -c 17M; done; } >quotes.csv
newsgrep-index --extract quotes.csv 2>&1 | grep several
