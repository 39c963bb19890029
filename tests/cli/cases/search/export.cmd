# Every article with its whole text.
cd sample
newsgrep --export | grep -c '"text":'
newsgrep --export 'title:Cassini' | head -n 2 | tail -n 1
