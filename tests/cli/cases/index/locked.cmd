# One writer at a time: another one is told who holds the index (75), or waits; readers do not care.
cd sample
exec 9<.newsgrep/lock && flock 9
try newsgrep-index .
try newsgrep-index --wait=0.3 .
try newsgrep Meta -c
newsgrep-index --stats . | head -n 2
(sleep 0.5 && flock -u 9) &
try newsgrep-index --wait .
