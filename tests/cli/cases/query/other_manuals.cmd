# What other manuals teach to write is read as they mean it, or told.
cd sample
try_each newsgrep -c <<'QUERIES'
Meta AROUND(5) Llama
Meta/F50/
"Muse Spark"p10
Meta w/seg Llama
Meta 2025..2026
is:unread
title:[a TO b]
words:[10 TO *] Meta
year:2026 Meta
chapter:11 Meta
lang:english Meta
_exists_:byline
TICKER(meta)
QUERIES
try newsgrep -c --dialect=nexis 'AB(Meta)'
try newsgrep -c --dialect=nexis 'length(many)'
try newsgrep -c --dialect=proquest 'ti(Meta) AND yr(2025-2026)'
try newsgrep 'NOT *'
try newsgrep 'Meta 2031-04'
