# Two places hold one article: the newer counts, and the older comes back when it goes.
printf '{"url":"https://a.example.com/1","title":"Old headline","text":"The bridge is open.","date":"2024-01-01"}\n' >old.jsonl
printf '{"url":"https://a.example.com/1","title":"New headline","text":"The bridge is closed.","date":"2024-01-02"}\n' >new.jsonl
mkdir news && mv old.jsonl new.jsonl news
try newsgrep-index news
try newsgrep-index --failures news
try newsgrep --db news bridge --format '{title}'
rm news/new.jsonl
try newsgrep-index --dry-run news
try newsgrep-index news
try newsgrep --db news bridge --format '{title}'
