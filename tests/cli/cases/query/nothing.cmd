# Nothing that can be searched for.
cd sample
try_each newsgrep <<'QUERIES'
""
()
$$$
...
QUERIES
