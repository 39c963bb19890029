# AND, OR, NOT, signs and parentheses, and how they bind.
cd sample
try_each newsgrep -c <<'QUERIES'
Meta Llama
Meta AND Llama
Meta & Llama
Meta OR NATO
Meta | NATO
Meta NOT Llama
Meta AND NOT Llama
Meta -Llama
Meta !Llama
+Meta Llama
Llama OR Gemini Meta
Llama OR Gemini AND Meta
(Llama OR Gemini) AND Meta
(Llama OR Gemini) Meta
Meta near/3 Llama
Meta +5 Llama
Llama pre/5 Meta
Meta NEAR Llama
-Meta
NOT Meta
-Meta -NATO
*
QUERIES
