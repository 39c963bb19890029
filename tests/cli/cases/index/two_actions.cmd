# What would do two things does neither, and the index stays as it was.
try newsgrep-index --compact --rebuild sample
try newsgrep-index --repair --rebuild sample
try newsgrep-index --repair --dry-run sample
try newsgrep-index --check --compact sample
try newsgrep --db sample -c '*'
