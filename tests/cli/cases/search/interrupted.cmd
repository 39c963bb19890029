# ^C: the status 130.
cd sample
newsgrep -f - < <(exec sleep 5) &
ready_for_signals $!
kill -INT $!
wait $!
echo "[$?]"
