# What a first build leaves that was killed is no news, and is called what it is; the next build completes it.
mkdir -p news/half/tables
printf 'Oil\n\nOil prices rose.\n' >news/oil.txt
echo "process 1 on somewhere since 2026-01-02T03:04:05Z" >news/half/lock
try newsgrep --db news/half oil
newsgrep-index -q --db elsewhere news && newsgrep --db elsewhere -c oil
newsgrep-index -q --db news/half news && newsgrep --db news/half -c oil
