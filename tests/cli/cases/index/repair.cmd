# What is damaged is made whole, from what is stored, then from the archive; what neither has is named.
damage() { printf '\xFF\xFF\xFF\xFF' | dd of="sample/.newsgrep/$1" bs=1 seek="$2" conv=notrunc status=none; }
try newsgrep-index --repair sample
damage segments/1/postlist.glass 5000
try newsgrep --db sample --verify -c Meta
try newsgrep-index --repair sample
damage segments/2/records 2000
try newsgrep-index --repair sample
rm sample/.newsgrep/segments/3/records sample/agency/2020/03/16/*.txt
try newsgrep-index --repair sample
try newsgrep-index --check=full sample
try newsgrep --db sample -c Meta
# A catalog that is gone is not taken for no index.
rm sample/.newsgrep/catalog.json
try newsgrep --db sample -c Meta
try newsgrep-index sample
try newsgrep-index --repair sample
rm sample/.newsgrep/inventory/*
try newsgrep-index --quiet --repair sample
try newsgrep-index --quiet sample
# Without the list of files nothing tells where lost articles came from.
rm -r sample/.newsgrep/inventory sample/.newsgrep/segments
try newsgrep-index --repair sample
try newsgrep-index --quiet sample
try newsgrep --db sample -c Meta
echo '{}' >sample/.newsgrep/catalog.json; echo '{}' >sample/.newsgrep/catalog.copy
try newsgrep-index --repair sample
