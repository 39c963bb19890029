# A first build that fails leaves no index: what to do names the folder it was to be in, and not that folder as the news.
mkdir long other
for i in 1 2 3; do { echo "Headline $i"; echo; for ((line = 0; line < 20000; ++line)); do echo "A line $line of the long story $i."; done; } >long/$i.txt; done
(trap '' XFSZ; ulimit -f 1000; try newsgrep-index --db there/idx long; try newsgrep-index long)
for db in there/idx long long/.newsgrep; do try newsgrep-index --stats --db "$db"; done
try newsgrep --db long/1.txt story
try newsgrep --db other story
try newsgrep --db "$(mkdir 'of mine' && touch 'of mine/a.txt' && echo 'of mine')" story
try newsgrep-index there/idx
(cd there && try newsgrep-index idx)
try newsgrep-index -q --db there/idx long
newsgrep --db there/idx -c story
try newsgrep-index long there/idx
