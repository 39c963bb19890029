# What other languages have and this one has not yet is never taken for something else.
cd sample
try_each newsgrep <<'QUERIES'
syn(car)
~car
title:*
Meta w/3 (Llama OR -Gemini)
Meta w/3 date:2026
(Meta w/200 Llama) w/3 Gemini
atleast2(Meta w/200 Llama)
title:Meta w/3 text:Llama
(title:Meta OR Llama) w/3 Gemini
Meta w/3 title:Llama
lang:en w/3 lang:de
Meta w/3 "$$"
atleast2(title:Meta OR text:Llama)
atleast2(Meta AND Llama)
atleast0(Meta)
path:x lang:(a w/3 b)
lang:e?
caps(date:2024)
=date:2024
Meta not pre/5 Llama
{Muse Spark}~5
QUERIES
