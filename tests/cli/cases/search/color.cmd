# --color beats the environment; NO_COLOR beats CLICOLOR_FORCE; each part has its own.
cd sample
look() { "$@" --format-version 1 -n 1 '"black hole"' 2>&1 | grep -c $'\x1B'; }
look newsgrep
look newsgrep --color=always
CLICOLOR_FORCE=1 look newsgrep
CLICOLOR_FORCE=0 look newsgrep
CLICOLOR_FORCE=1 NO_COLOR= look newsgrep
NO_COLOR=1 look newsgrep --color=always
CLICOLOR_FORCE=1 look newsgrep --no-color
CLICOLOR_FORCE=1 look newsgrep --no-color --color=auto
newsgrep --color=always --colors match:fg:blue --colors match:style:underline -n 1 '"black hole"' | cut -f 3 | cat -v
newsgrep --color=always --colors match:none -n 1 '"black hole"' | cut -f 3 | cat -v
try newsgrep --colors match:fg:beige hole
try newsgrep --color=sometimes hole
