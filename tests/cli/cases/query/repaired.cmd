# What was forgotten is added, and told.
cd sample
try_each newsgrep -c <<'QUERIES'
"Muse Spark
(Muse OR Spark
Muse) Spark
Muse ()
“Muse Spark”
«Muse Spark»
Muse – Spark
date:2024..2023
Meta?
Meta and (Llama)
Meta $$ Llama
QUERIES
echo 'What is Meta?' >question; newsgrep -c -f question
