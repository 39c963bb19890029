# The order in the query, and where it contradicts the flag or itself.
cd sample
newsgrep --format '{date} {title}' -n 3 'meta sort:date'
newsgrep --format '{date} {title}' -n 3 'meta sort:-date'
try newsgrep --format '{date} {title}' -n 1 --sort oldest 'meta sort:date'
try newsgrep -c 'meta sort:date sort:-date'
try newsgrep -c --strict 'meta sort:date sort:-date'
try newsgrep -c -e 'meta sort:date' -e 'nato sort:-date'
try newsgrep -c meta sort:title
try newsgrep -c sort:date
newsgrep --explain 'meta sort:date' | grep -E '^(tree|sort)'
