# Words that stand for several: wildcards, similar spellings, regular expressions, capitals, windows.
cd sample
try_each newsgrep -c <<'QUERIES'
*hip*
M?ta
reorgani[sz]e
govern$4
govern!
Meta?
"What is Meta?"
"Spark Muse"~1
"Muse * Meta"
"super* lab*"
lama~
lama~1 w/5 Met?
superinteligense~2
/(Lla|Me)[tm]a/
caps(meta)
allcaps(nato)
nocaps(nato)
title:caps("muse spark")
*zzzz
QUERIES
newsgrep --explain 'Lla?a w/3 caps(me*a)' | grep tree
newsgrep -n 1 --format '{date} {title}' 'superintel?igence'
{ printf 'm?%d ' {1..51}; echo; } >patterns
newsgrep -f patterns -c 2>&1 | cut -c 1-100
