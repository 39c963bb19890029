# An update of an index of which a part is gone is an error, and no success; --rebuild makes it whole.
cp -r sample/.newsgrep kept
rm sample/.newsgrep/segments/1/records
try newsgrep-index sample
rm -r sample/.newsgrep; cp -r kept sample/.newsgrep
truncate -s 10 sample/.newsgrep/segments/1/rows
try newsgrep-index sample
newsgrep-index -q --rebuild sample && newsgrep --db sample -c Meta
