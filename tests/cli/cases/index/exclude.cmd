# .gitignore patterns, from the command line and from a file; hidden files only on demand.
cp formats/text/1.txt formats/text/.hidden.txt
try newsgrep-index --dry-run formats/text formats/json --exclude '[12].*' --exclude /5.txt
printf '# drafts\n*.txt\n!4.txt\n' >patterns
try newsgrep-index --dry-run formats/text --exclude-from patterns
try newsgrep-index --dry-run formats/text --hidden --exclude '[0-9].txt'
try newsgrep-index --dry-run formats/text --exclude-from no-such-file
