# When nobody reads any more, the search ends without a word, and well.
cd sample
{ sleep 0.2; newsgrep --export; echo "[$?]" >&2; } | true
{ sleep 0.2; newsgrep --csv Meta; echo "[$?]" >&2; } | true
{ sleep 0.2; newsgrep --help; echo "[$?]" >&2; } | true
