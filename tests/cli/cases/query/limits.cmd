# A query has its limits; they are told.
cd sample
{ printf '%0.s(' {1..100}; echo Meta; } >deep
{ printf '%0.sMeta ' {1..5000}; echo; } >many
{ head -c 70000 /dev/zero | tr '\0' x; echo; } >long
{ printf '%0.sMeta ) ' {1..50}; echo; } >closed
{ printf 'm%d* ' {1..51}; echo; } >prefixes
for query in deep many long closed prefixes; do newsgrep -f $query -c 2>&1 | cut -c 1-100; done
printf -- '-e m%d*\n' {1..51} | xargs newsgrep -c 2>&1 | tail -n 2
printf 'm%d* ' {1..50} | newsgrep -c -f -; echo "[$?]"
