# Two signals: nothing is written, the index is as it was.
newsgrep-index --db db - < <(cat formats/articles.jsonl; exec sleep 5) 2>messages &
sleep 0.4
kill -INT $!; kill -TERM $!
wait $!
echo "[$?]"
cat messages
ls db/catalog.json 2>&1
