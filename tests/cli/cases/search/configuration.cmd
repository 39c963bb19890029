# One whole flag a line, before those of the command line; --no-config does without.
mkdir -p "$HOME/.config/newsgrep"
printf '# mine\n--limit=2\n\n  --sort=newest\n' >"$HOME/.config/newsgrep/config"
cd sample
try newsgrep Meta --format '{date}'
try newsgrep Meta --no-config --format '{date}' -n 1 --sort oldest
try newsgrep Meta --no-limit -c
try newsgrep --show-config
printf 'Meta\n' >mine
NEWSGREP_CONFIG=mine try newsgrep Llama
printf -- '--limit\n' >mine
NEWSGREP_CONFIG=mine try newsgrep Llama
NEWSGREP_CONFIG=no-such-file try newsgrep Llama
NEWSGREP_CONFIG=no-such-file try newsgrep Llama --no-config -c
try newsgrep --show-config --no-config
NEWSGREP_CONFIG=$HOME try newsgrep Llama
