# What an index holds for Xapian's own tools is decided when it is made, and kept.
try newsgrep-index --layout stock --quiet formats/text
newsgrep-index --stats formats/text | sed -n 3p
ls formats/text/.newsgrep/segments/1
cp formats/html/1.html formats/text/
try newsgrep-index --quiet formats/text
ls formats/text/.newsgrep/segments/2 | grep position
try newsgrep-index --layout default formats/text
try newsgrep-index --dry-run --layout default formats/text
try newsgrep-index --rebuild --quiet formats/text
newsgrep-index --stats formats/text | sed -n 3p
try newsgrep-index --rebuild --layout default --quiet formats/text
newsgrep-index --stats formats/text | sed -n 3p
try newsgrep-index --portable formats/text
try newsgrep-index --portable --rebuild --quiet formats/text
newsgrep-index --stats formats/text | sed -n 3p
try newsgrep-index --check formats/text
try newsgrep-index --portable --layout default --db new formats/text
ls -d new
try newsgrep-index --layout both formats/text
