# A path that is no UTF-8 comes as bytes; controls in a text reach no terminal.
mkdir news
printf 'Odd name\n\nThe \x1B[31mred\x1B[0m letters \xC2\x9B31m and a bell\a.\n' >news/$'caf\xE9.txt'
newsgrep-index --quiet --db db news
newsgrep --db db --json letters
newsgrep --db db letters 2>/dev/null | cat -v
newsgrep --db db letters -l 2>/dev/null | cat -v
newsgrep --db db --show "$(newsgrep --db db letters --format '{id}')" 2>/dev/null | tail -n 1 | cat -v
