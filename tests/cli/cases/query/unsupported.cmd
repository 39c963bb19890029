# What other languages have and this one has not yet is never taken for something else.
cd sample
try_each newsgrep <<'QUERIES'
atleast5(Meta)
caps(Apple)
"Muse Spark"~5
{Muse Spark}
~car
colour~1
/reg.x/
wom?n
M*a
Meta^3
organi[sz]e
title:*
Meta /s Llama
Meta w/3 (Llama OR Gemini)
Meta w/3 Llama w/3 Gemini
title:Meta w/3 text:Llama
QUERIES
