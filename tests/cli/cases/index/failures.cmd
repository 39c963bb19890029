# What could not be read is told with place and reason, counted, listed afterwards, and read again when it changes or on demand.
try newsgrep-index -j1 broken
try newsgrep-index --failures broken
try newsgrep-index -j1 broken
try newsgrep-index --dry-run --retry-failed broken
printf '{"id":"1","title":"Repaired","text":"It can be read now."}\n' >broken/half-line.jsonl
try newsgrep-index -j1 broken --no-messages
try newsgrep --db broken Repaired -l
