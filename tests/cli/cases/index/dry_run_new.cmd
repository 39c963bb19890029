# Before there is an index: everything would be read, and no folder is made.
try newsgrep-index --dry-run formats/text
ls -A formats/text
