# Twenty troubles are listed, the others counted.
mkdir bad
for number in $(seq 25); do echo '{"title":"cut' >bad/$number.jsonl; done
newsgrep-index -j1 bad 2>&1 >/dev/null | tail -n 5
