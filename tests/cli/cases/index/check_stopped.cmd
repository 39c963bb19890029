# A ^C ends a check, and so does a terminal that is closed or a signal to the process that does the work; nothing stays in the folder for temporary
# files. What nohup started goes on.
newsgrep-corpus --articles 3000 news >/dev/null 2>&1; newsgrep-index -q --db idx news
mkdir temporary
export TMPDIR=$PWD/temporary
at_work() { tries=0; until ls temporary/*/*/* >/dev/null 2>&1 || ((++tries > 400)); do sleep 0.02; done; }
for signal in INT TERM HUP; do
  setsid newsgrep-index --check=full --db idx & check=$!
  at_work
  kill -$signal -- -$check
  wait $check; echo "$signal [$?]"
done
newsgrep-index --check=full --db idx 2>&1 & check=$!
at_work
kill -TERM $(cat /proc/$check/task/$check/children)
wait $check; echo "[$?]"
(trap '' HUP; exec newsgrep-index --check=full --db idx 2>&1) & check=$!
at_work
kill -HUP $check
wait $check; echo "[$?]"
ls temporary
newsgrep-index --check --db idx 2>&1
