# Two signals: nothing is written, the index is as it was.
newsgrep-index --db db - < <(cat formats/articles.jsonl; exec sleep 5) 2>messages &
ready_for_signals $!
for signal in STOP INT TERM CONT; do kill -$signal $!; done  # both at once
wait $!
echo "[$?]"
cat messages
ls db/catalog.json 2>&1
