# Newest, oldest, most relevant first; an undated article comes last in both; the order is always the same.
cd sample
newsgrep Meta --sort newest --format '{date}'
newsgrep Meta --sort oldest --format '{date}'
for sort in newest oldest relevance; do newsgrep --since 2024 --sort $sort -l | md5sum; newsgrep --since 2024 --sort $sort -l | md5sum; done | uniq -c | awk '{print $1}'
newsgrep --all --sort oldest --format '{date} {title}' | tail -n 1
newsgrep --all --sort newest --format '{date} {title}' | tail -n 1
try newsgrep Meta --sort sideways
