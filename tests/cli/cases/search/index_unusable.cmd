# A damaged index, and one of another schema: status 3, and what to do.
cp sample/.newsgrep/catalog.json kept
sed -i 's/"schema": [0-9]*/"schema": 99/' sample/.newsgrep/catalog.json
newsgrep --db sample Meta 2>&1 | sed 's/reads schema [0-9]*/reads schema N/'
try newsgrep-index --db sample --stats 2>&1 | tail -n 1
sed 's/"articles": 61/"articles": 62/' kept >sample/.newsgrep/catalog.json
try newsgrep --db sample Meta
cp kept sample/.newsgrep/catalog.json
try newsgrep --db sample Meta -c
for offset in 300 40000; do
  cp sample/.newsgrep/segments/1/records whole
  printf '\xFF\xFF\xFF\xFF\xFF' | dd of=sample/.newsgrep/segments/1/records bs=1 seek=$offset conv=notrunc status=none
  newsgrep --db sample --export >/dev/null; echo "[$?]"
  cp whole sample/.newsgrep/segments/1/records
done
cp sample/.newsgrep/segments/1/rows whole
printf '\xFF' | dd of=sample/.newsgrep/segments/1/rows bs=1 seek=30 conv=notrunc status=none
newsgrep --db sample --export >/dev/null; echo "[$?]"
cp whole sample/.newsgrep/segments/1/rows
cp sample/.newsgrep/segments/1/postlist.glass whole
truncate -s 40000 sample/.newsgrep/segments/1/postlist.glass
newsgrep --db sample the 2>&1 | sed 's/block [0-9]*/block N/'; echo "[$?]"
cp whole sample/.newsgrep/segments/1/postlist.glass
rm sample/.newsgrep/segments/*/postlist.glass
newsgrep --db sample Meta; echo "[$?]"
rm -r sample/.newsgrep/segments/1
newsgrep --db sample Meta; echo "[$?]"
