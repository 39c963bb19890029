# What cannot be meant is refused, with what to type instead.
try newsgrep-index
try newsgrep-index no-such-folder
try newsgrep-index --db db no-such-folder
ls -d db
try newsgrep-index --dryrun formats
try newsgrep-index --foo formats
try newsgrep-index -z formats
try newsgrep-index --jobs many formats
try newsgrep-index --jobs 100000 formats
try newsgrep-index --memory lots formats
try newsgrep-index --wait=soon formats
try newsgrep-index --stats=yes formats
try newsgrep-index formats --db
try newsgrep-index --stats no-such-folder
try newsgrep-index --check formats
