# From standard input, and of what is not there.
newsgrep-index --extract - <formats/articles.trec | head -c 200; echo
try newsgrep-index --extract no-such-file
try newsgrep-index --extract
