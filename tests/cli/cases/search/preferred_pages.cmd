# A page of a query with a preference is a piece of the whole answer.
cd sample
query='+(lang:en OR cameron) =evidence^2.5 =OpenAI (agencys OR Chury* OR "years to catch up")'
newsgrep --format '{title}' -n 8 "$query"
for offset in 0 1 2 3 4; do
  newsgrep --no-messages --format '{title}' --all "$query" | tail -n +$((offset + 1)) | head -n 4 >whole
  newsgrep --no-messages --format '{title}' --offset $offset -n 4 "$query" | diff whole - && echo same
done
