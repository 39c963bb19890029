# The first ten, the next three, all; what is held back is told on standard error.
cd sample
newsgrep --since 2024 >/dev/null
try newsgrep Meta --sort newest -n 2 --format '{date}'
try newsgrep Meta --sort newest -n2 --offset 2 --format '{date}'
try newsgrep Meta --offset 100
try newsgrep Meta --sort newest -n 0
newsgrep Meta --all 2>&1 >/dev/null
newsgrep Meta --all --no-all -n 3 2>&1 >/dev/null
newsgrep Meta -n 3 --no-limit 2>&1 >/dev/null
try newsgrep Meta -n many
try newsgrep Meta -n
try newsgrep Meta --offset -1
