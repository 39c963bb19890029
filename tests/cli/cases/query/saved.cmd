# Saved queries and synonyms, of the user and of the index; the user's go first.
cd sample
mkdir -p ~/.config/newsgrep
cat >~/.config/newsgrep/queries <<'LIST'
# name query
labs "Superintelligence Labs" OR llama
loop Meta @round
round @loop
wrong Meta AND
d0 @d1
d1 @d2
d2 @d3
d3 @d4
d4 @d5
d5 @d6
d6 @d7
d7 @d8
d8 @d9
d9 Meta
LIST
{ echo -n 'long '; head -c 65536 /dev/zero | tr '\0' x; echo; } >>~/.config/newsgrep/queries
printf 'labs never\nalliance NATO sort:date\n' >.newsgrep/queries
printf 'Meta, Facebook\nship, vessel, boat\n' >.newsgrep/synonyms
try_each newsgrep -c <<'QUERIES'
@labs
@labs -Meta
@alliance
@alliances
@loop
@wrong Llama
@d0
@d2
@long
~Facebook
syn(vessel OR Llama)
~zeppelin
~(Meta w/5 Llama)
QUERIES
try newsgrep -c @labs Meta
try newsgrep -c --no-config @labs
newsgrep --explain '@labs ~vessel @alliance' | grep -E '^(query|tree|sort)'
try newsgrep -c --synonyms none ~vessel
echo alone >wrong
try newsgrep -c --synonyms wrong ~vessel
echo no:name >.newsgrep/queries
try newsgrep -c Meta
rm .newsgrep/queries .newsgrep/synonyms
try newsgrep -c ~vessel
{ seq -f 'w%.0f,' 3000 | tr -d '\n'; echo last; } >many
try newsgrep -c --synonyms many ~last
