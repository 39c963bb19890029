# One query a line, with or without a name; the name goes with each row, count and record.
cd sample
printf 'muse\tMuse Spark\n\nLlama -Muse\nnone\txylophone\n' >queries
try newsgrep -f queries -c
try newsgrep -f queries -n 1
try newsgrep -f queries --csv --no-messages
try newsgrep -f queries --format '{query}: {title}' --no-messages
newsgrep --json -n 1 -f - <queries 2>/dev/null
printf 'Meta\nMeta AND\nLlama\n' | try newsgrep -f - -c
printf 'Meta\n' | try newsgrep -f - NATO
printf '\n' | try newsgrep -f -
try newsgrep -f no-such-file
try newsgrep -f .
