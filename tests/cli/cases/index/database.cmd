# Where the index lies: --db, $NEWSGREP_DB, else in the first PATH, or beside it when that is a file.
try newsgrep-index --quiet --db one formats/text
try newsgrep-index --quiet formats/articles.csv
NEWSGREP_DB=two try newsgrep-index --quiet formats/text
mkdir -p three/.newsgrep && cp -r one/. three/.newsgrep
try newsgrep-index --db three formats/text
for folder in one two three/.newsgrep formats/.newsgrep; do ls "$folder/catalog.json"; done
cd formats/text && try newsgrep-index --db ../../three --dry-run .
