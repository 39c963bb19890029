# A path that is no UTF-8 comes as bytes; controls in a text reach no terminal.
mkdir news
printf 'Odd name\n\nThe \x1B[31mred\x1B[0m letters \xC2\x9B31m and a bell\a.\n' >news/$'caf\xE9.txt'
newsgrep-index --quiet news
newsgrep --db news --json letters
newsgrep --db news letters 2>/dev/null | cat -v
newsgrep --db news letters -l 2>/dev/null | cat -v
newsgrep --db news --show "$(newsgrep --db news letters --format '{id}')" 2>/dev/null | tail -n 1 | cat -v
printf 'Two ways\n\nForward \xE2\x80\xAEback\xE2\x80\xAC and \xC2\x9B31m red.\n' >ways.txt
newsgrep-index --extract ways.txt | grep -o '"text":.*'
