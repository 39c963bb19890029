# The first ^C ends the reading at once, and keeps what was read; the status is 130.
newsgrep-index --db db - < <(cat formats/articles.jsonl; exec sleep 5) 2>messages &
ready_for_signals $!
kill -INT $!
wait $!
echo "[$?]"
tail -n 1 messages
