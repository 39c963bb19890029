# Words side by side, in this order, in one paragraph; without a hit the all-words count is told.
cd sample
try newsgrep "Superintelligence Labs" -c
try newsgrep "Labs Superintelligence"
try newsgrep "superintelligence LABS" -c
try newsgrep "Meta's Llama" -c
try newsgrep "Metas Llama" -c
try newsgrep '"to be or not to be"' -c
try newsgrep '"of the"' -c
