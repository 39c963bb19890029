# An operator without its operand is an error, with its place.
cd sample
try_each newsgrep <<'QUERIES'
Meta AND
OR Meta
Meta OR OR Llama
Meta AND AND Llama
Meta w/5
w/5 Meta
NOT
Meta NOT
(Meta AND)
title:
Meta near/0 Llama
QUERIES
