# An index that is only remembered is looked at, and named, but not written.
mkdir -p "away from it" && cp -r sample/.newsgrep "away from it/"
newsgrep-index -q --no-messages "away from it"
cd formats
try newsgrep-index --check
try newsgrep-index --repair
try newsgrep-index --compact
rm "../away from it/.newsgrep/catalog.copy"
try newsgrep-index --check
