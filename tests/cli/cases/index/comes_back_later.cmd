# The winner of two versions goes while the other one cannot be read: neither is answered, and the other one is read when it is there again.
mkdir a b
echo '{"url":"http://x.example/one","title":"Loser zebra","text":"Loser text zebra","date":"2020-01-01"}' >a/l.json
echo '{"url":"http://x.example/one","title":"Winner zebra","text":"Winner text","date":"2021-01-01"}' >b/w.json
echo '{"url":"http://x.example/two","title":"Other","text":"Other","date":"2021-01-01"}' >b/o.json
newsgrep-index --quiet --db db a b
newsgrep --db db zebra -l
mv a away
rm b/w.json
newsgrep-index --quiet --db db b
newsgrep --db db zebra -c
mv away a
newsgrep-index --quiet --db db a b
newsgrep --db db zebra -l
