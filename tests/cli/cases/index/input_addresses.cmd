# Each article of standard input has an address of its own, which --show takes; what is sent again keeps it.
for number in 1 2; do printf 'Oil %s\n\nOil prices rose in week %s.\n' $number $number | newsgrep-index -q --db idx -; done
printf 'Oil 1\n\nOil prices rose in week 1.\n' | newsgrep-index --db idx - 2>&1 | head -n 1
newsgrep --db idx -l oil | sort -u | tee addresses | wc -l
newsgrep --db idx --show "$(head -n 1 addresses)" | grep -c week
newsgrep --db idx --show=- | head -n 2
cd sample && newsgrep-index -q . - <../formats/articles.jsonl && newsgrep --show "$(newsgrep -l eclipse | grep ^- | head -n 1)" | grep -ci eclipse
