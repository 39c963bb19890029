# A query has its limits; they are told.
cd sample
{ printf '%0.s(' {1..100}; echo Meta; } >deep
{ yes Meta | head -n 20001 | tr '\n' ' '; echo; } >many
{ head -c 1100000 /dev/zero | tr '\0' x; echo; } >long
{ printf '%0.sMeta ) ' {1..50}; echo; } >closed
{ printf 'm%d* ' {1..51}; echo; } >prefixes
for query in deep many long closed prefixes; do newsgrep -f $query -c 2>&1 | cut -c 1-100; done
printf -- '-e m%d*\n' {1..51} | xargs newsgrep -c 2>&1 | tail -n 2
printf 'm%d* ' {1..50} | newsgrep -c -f -; echo "[$?]"
# An alternative of thousands is none of them.
{ seq -f 'w%.0f OR ' 5000 | tr -d '\n'; echo Meta; } | newsgrep -c -f - | tail -c 5
