# What looks like an operator and is none is told: an error where it can be nothing else, else how it was read and what to write.
cd sample
try_each newsgrep -c <<'QUERIES'
Meta w/5.5 Llama
Meta w/99999999999 Llama
atleast(Meta)
atleast1.5(Meta)
"Muse Spark"~
first50 (Meta)
Meta near/five Llama
Meta PRE Llama
atleast Meta
HEADLINE (Meta)
recent(Meta)
title:Meta near Llama
Meta Or (Llama)
Meta Not w/5 Llama
=(Meta OR reorganise)
atleast2()
Meta~99
Meta~x
Meta^-1
Meta^1000^2
Meta^x
(Meta Llama)^x
Meta ~5 Llama
"Muse Spark"~5.5
meta$12
/Meta/i
/^Meta
Meta NEAR 5 Llama
Meta w5 Llama
Meta w/sent Llama
Meta /sent Llama
Meta XOR Llama
atleast5Meta
allcaps Meta
title :Meta
words: 500
from:2024 Meta
headline(Meta)
near:"Muse Spark"
near5:Meta
repeat0:Meta
quotes:Meta
tag:Meta
NASDAQ:META
Meta - Llama
lang:klingon
site:https://www.example.com/a
site:(example.com)
has:
since:none
date:(2024 OR 2023)
date: 2024
date:
date:last week
date:2023-2024
date from 2023 2024
Meta since:2026 until:2025
'Muse Spark' Meta
QUERIES
for count in 50 51; do { printf Meta; yes ' /s Meta' | head -n $((count - 1)) | tr -d '\n'; echo; } >query; newsgrep -c -f query 2>&1 | cut -c 1-80; done
try_each newsgrep -c <<'QUERIES'
Meta w/100 a w/100 b w/100 c w/100 d w/100 e
QUERIES
