# A ^C ends a check, and nothing stays in the folder for temporary files.
newsgrep-corpus --articles 3000 news >/dev/null 2>&1; newsgrep-index -q --db idx news
mkdir temporary
TMPDIR=$PWD/temporary setsid newsgrep-index --check=full --db idx & check=$!
tries=0; until ls temporary/*/*/* >/dev/null 2>&1 || ((++tries > 400)); do sleep 0.02; done
kill -INT -- -$check
wait $check; echo "[$?]"
ls temporary
newsgrep-index --check --db idx 2>&1
