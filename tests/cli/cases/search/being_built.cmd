# An index whose first build is running is not there yet: who makes it is said. What a killed build left is no index.
mkdir -p news/.newsgrep news/2024
echo 'process 123 on desk since 2026-01-02T03:04:05Z' >news/.newsgrep/lock
exec 9<news/.newsgrep/lock && flock 9
try newsgrep --db news Meta
(cd news/2024 && try newsgrep Meta)
try newsgrep-index --stats --db news/.newsgrep
flock -u 9
try newsgrep --db news Meta
