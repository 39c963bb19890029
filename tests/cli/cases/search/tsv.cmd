# The same with tabs, which are escaped in cells.
mkdir news
printf '{"id":"1","title":"A \\"quoted\\", headline","text":"First line\\twith a tab and a \\\\ backslash.","date":"2024-05-06"}\n' >news/a.jsonl
newsgrep-index --quiet news
newsgrep --db news --tsv tab
newsgrep --db news --csv tab | cat -v
newsgrep --db news --format '{title}|{passage}|{{braces}}|\t|\\|' tab | cat -A
