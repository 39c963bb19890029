# One writer at a time: another one is told who holds the index (75), or waits; readers do not care.
cd sample
exec 9<.newsgrep/lock && flock 9
try newsgrep-index .
try newsgrep-index --wait=0.3 .
try newsgrep Meta -c
newsgrep-index --stats . | head -n 2
touch ../messages
(until grep -q waiting ../messages; do sleep 0.05; done; flock -u 9) &
newsgrep-index --wait . 2>../messages
cat ../messages
