# Which index: --db, $NEWSGREP_DB, the nearest folder above, the one built last; a folder or the index in it.
try newsgrep Cassini -c
try newsgrep --db sample Cassini -c
try newsgrep --db sample/.newsgrep Cassini -c
NEWSGREP_DB=sample try newsgrep Cassini -c
cd sample/agency/2017 && try newsgrep Cassini -c
cd ../../..
newsgrep-index --quiet formats
cd /
try newsgrep eclipse -l -n 1
newsgrep --no-messages eclipse -c
try newsgrep --db /no/such/folder eclipse
try newsgrep --db / eclipse
NEWSGREP_DB=/no/such/folder try newsgrep eclipse
