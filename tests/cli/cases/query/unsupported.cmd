# What other languages have and this one has not yet is never taken for something else.
cd sample
try_each newsgrep <<'QUERIES'
caps(Apple)
"Muse Spark"~5
~car
colour~1
/reg.x/
wom?n
M*a
Meta^3
organi[sz]e
title:*
Meta w/3 (Llama AND Gemini)
Meta w/3 (Llama OR -Gemini)
Meta w/3 date:2026
(Meta w/200 Llama) w/3 Gemini
title:Meta w/3 text:Llama
(title:Meta OR Llama) w/3 Gemini
Meta w/3 title:Llama
lang:en w/3 lang:de
Meta w/3 "$$"
atleast2(title:Meta OR text:Llama)
atleast2(Meta AND Llama)
atleast0(Meta)
path:x lang:(a w/3 b)
QUERIES
