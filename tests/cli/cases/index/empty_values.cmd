# A value that is empty is no value, and not as if the flag were not there; nor is a pattern that leaves nothing out.
try newsgrep-index --backup '' sample
try newsgrep-index --backup= sample
try newsgrep-index --db '' sample
try newsgrep-index --exclude '' sample
try newsgrep-index --memory '' sample
try newsgrep-index --exclude '[' sample
try newsgrep-index ''
try newsgrep-index --dry-run --quiet --exclude '[ab]*' --exclude '\[' sample
