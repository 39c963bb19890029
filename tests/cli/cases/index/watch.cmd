# A watched archive is searchable as it changes, until a signal ends the watch.
within() { local tries=0; until [[ $(newsgrep --db db -c "$1" 2>/dev/null) == "$2" ]]; do ((++tries < 200)) || break; sleep 0.1; done; newsgrep --db db -c "$1"; }
mkdir -p news/2024 && printf 'Oil\n\nOil prices rose.\n' >news/2024/oil.txt
newsgrep-index --watch --db db news 2>log & watch=$!
within oil 1
printf 'Gas\n\nGas prices rose.\n' >news/2024/gas.txt; within prices 2
mkdir -p tree/a/b && printf 'Coal\n\nCoal prices fell.\n' >tree/a/b/coal.txt; mv tree news/tree; within prices 3
mv news/tree/a news/a; printf 'Tin\n\nTin prices fell.\n' >news/a/b/tin.txt; within prices 4
rm -r news/2024; within prices 2
kill -TERM $watch; wait $watch; echo "status $?"
sed -E 's/^[-0-9]+ [:0-9]+ //; s/; .* s$//' log | tail -n 1
echo - | try newsgrep-index --watch --db db -
# A folder that goes, comes back and goes again is told each time.
told() { local tries=0; until (($(grep -c 'is missing' log) >= $1)) || ((++tries > 200)); do sleep 0.1; done; grep -c 'is missing' log; }
newsgrep-index --quiet --watch --db db news 2>log & watch=$!
ready_for_signals $watch
mv news away; told 1
printf 'Lead\n\nLead prices fell.\n' >away/lead.txt; mv away news; within prices 3
mv news away; told 2
kill -TERM $watch; wait $watch; echo "status $?"
mv away news
# A folder that is moved away with its index leaves no empty one behind.
newsgrep-index --watch news 2>log & watch=$!
tries=0; until grep -q ' s$' log || ((++tries > 200)); do sleep 0.1; done  # a run is over
mv news elsewhere
tries=0; until grep -q hint log || ((++tries > 200)); do sleep 0.1; done
kill -TERM $watch; wait $watch; echo "status $?"
grep -A 1 gone log; [[ -e news ]] || echo "no folder news"
