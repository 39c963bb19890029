# An article without an id of its own has the same one in the index and in --extract, whichever way its file is named there.
mkdir -p news/ports
printf '{"title":"Harbour","text":"It opens."}\n' >news/ports/a.jsonl
newsgrep-index --quiet news
ids() { newsgrep-index --extract "$@" | sed 's/.*"id":"\([^"]*\)".*/\1/'; }
indexed=$(newsgrep --db news --format '{id}' Harbour)
for path in news news/ports news/ports/a.jsonl "$PWD/news/ports/a.jsonl"; do [[ $(ids "$path") == "$indexed" ]] && echo same; done
(cd news/ports && [[ $(ids a.jsonl) == "$indexed" ]] && echo same)
newsgrep-index --quiet --db elsewhere news
indexed=$(newsgrep --db elsewhere --format '{id}' Harbour)
[[ $(ids --db elsewhere news/ports) == "$indexed" ]] && echo same
