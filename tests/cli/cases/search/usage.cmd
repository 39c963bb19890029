# What cannot be meant is refused, with what to type instead.
cd sample
try newsgrep
try newsgrep ''
try newsgrep --sinse 2024 Meta
try newsgrep --foo Meta
try newsgrep --hepl
try newsgrep --json=yes Meta
try newsgrep --since
try newsgrep --date-order ymd Meta
try newsgrep --now yesterday Meta
try newsgrep --tz Atlantis Meta
try newsgrep --help=cooking
