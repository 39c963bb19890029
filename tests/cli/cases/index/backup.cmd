# A copy of the index that lives on by itself; a folder with something in it is not touched.
try newsgrep-index --backup copy --db sample 2>&1 | sed 's/[0-9.]* [kMG]*B copied/SIZE copied/'
try newsgrep-index --check --db copy
touch other
try newsgrep-index --backup copy --db sample
try newsgrep-index --backup other --db sample
try newsgrep-index --backup sample/.newsgrep/copy --db sample
newsgrep-index -q --rebuild sample
try newsgrep --db copy -c Meta
mv sample moved
try newsgrep-index -q --db copy moved
mkdir apart
newsgrep-index -q --backup apart/.newsgrep --db copy
try newsgrep-index -q --db apart/.newsgrep moved
