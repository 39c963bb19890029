# A flag that changes nothing is told; not one of the configuration file, which is for all commands.
cd sample
try newsgrep -c -0 Meta
try newsgrep -c --json -n 5 --passages 1 Meta
try newsgrep --csv --export -n 1 -l zzzz
try newsgrep --explain -c zzzz
try newsgrep --show zzzz Meta
try newsgrep -l --passages 1 zzzz
try newsgrep -c --no-feedback -F -e zzzz
try newsgrep -c -F -w 'Muse Spark'
try newsgrep --no-messages -0 -c zzzz
mkdir -p ~/.config/newsgrep
echo --null >~/.config/newsgrep/config
try newsgrep -c Meta
try newsgrep -c -0 Meta
