# Where headlines link to.
cd sample
for target in {url} {path} none; do
  script -qec "stty cols 72 rows 60; newsgrep '\"Muse Spark\"' -n 1 --hyperlink-format $target" /dev/null | head -n 1 | cat -v
done
try newsgrep --hyperlink-format http://x/ hole
