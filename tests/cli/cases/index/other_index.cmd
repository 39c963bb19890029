# Another index inside an archive is left out, with a word about it; a folder that only looks so is read.
mkdir archive
newsgrep-index --quiet --db archive/old-index formats/text
cp formats/text/1.txt archive/
mkdir -p archive/images/segments && echo '{"stac_version": "1.0.0"}' >archive/images/catalog.json && cp formats/text/2.txt archive/images/
newsgrep-index archive 2>&1 | head -n 3
try newsgrep --db archive -l '*'
try newsgrep-index --quiet --db archive/old-index archive
