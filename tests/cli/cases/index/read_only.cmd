# A folder that takes no index says so, and what to do.
touch file
try newsgrep-index --db file/index formats/text
mkdir full && touch full/diary
try newsgrep-index --db full formats/text
