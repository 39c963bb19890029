# ^C: the status 130.
cd sample
newsgrep -f - < <(exec sleep 5) &
sleep 0.3
kill -INT $!
wait $!
echo "[$?]"
