# Several words near the same other one.
cd sample
try_each newsgrep -c <<'QUERIES'
(Meta AND Llama) w/20 model
Meta w/20 (Llama AND model)
((Meta AND Llama) OR NATO) w/20 the
(Meta AND Llama) /p model
near20:"Meta Llama"
Meta n20 Llama
near5:"$$"
(Meta AND Llama) w/5 (a AND b)
(Meta AND Llama) not w/5 model
((a OR (b AND c)) AND (d OR (e AND f)) AND (g OR (h AND i)) AND (j OR (k AND l)) AND (m OR (n AND o)) AND (p OR (q AND r))) w/5 s
QUERIES
