# The first ^C ends a rebuild, and the index stays as it was: a part of the archive would be worse.
newsgrep-index --quiet --db db formats/text
newsgrep-index --rebuild --db db formats/text - < <(exec sleep 5) 2>messages &
ready_for_signals $!
kill -INT $!
wait $!
echo "[$?]"
cat messages
try newsgrep --db db eclipse -c
