# The newer place of an article goes while the older one cannot be read: neither is answered until it can.
mkdir a b
printf '{"url":"http://x.example/one","title":"Loser zebra","text":"Loser text zebra","date":"2020-01-01"}' >a/l.json
printf '{"url":"http://x.example/one","title":"Winner zebra","text":"Winner text zebra","date":"2021-01-01"}' >b/w.json
printf '{"url":"http://x.example/two","title":"Other","text":"Other text","date":"2021-01-01"}' >b/o.json
try newsgrep-index --quiet --db db a b
mv a away
rm b/w.json
try newsgrep-index --db db b
try newsgrep --db db zebra -c
mv away a
try newsgrep-index --db db a b
try newsgrep --db db zebra --format '{title}'
