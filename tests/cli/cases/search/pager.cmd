# What is longer than the screen goes through the pager; --no-pager and pipes do without.
cd sample
export PAGER='sed s/^/paged:/'
look() { script -qec "stty cols 100 rows $1; newsgrep --color=never Meta $2" /dev/null | grep -c "^$3:" | sed 's/^[1-9].*/paged/; s/^0/not paged/'; }
look 8 '' paged
look 8 --no-pager paged
look 60 '-n 1' paged
look 60 '-n 1 --pager' paged
look 8 '--pager="sed s/^/other:/"' other
newsgrep Meta --pager --sort newest -n 1 --format '{date}'
# A pager that cannot be run: the answer comes all the same.
export PAGER=no-such-pager
script -qec "stty cols 100 rows 8; newsgrep --color=never Meta --format '{date}' 2>/dev/null" /dev/null | grep -c '^20'
