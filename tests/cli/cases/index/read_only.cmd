# A folder that takes no index says so, and what to do.
touch file
try newsgrep-index --db file/index formats/text
mkdir full && touch full/diary
try newsgrep-index --db full formats/text
mkdir -p books/tables && echo '{"books": 3}' >books/catalog.json && touch books/tables/terms-1.a
try newsgrep-index --db books formats/text
try newsgrep-index --rebuild --db books formats/text
ls books books/tables
