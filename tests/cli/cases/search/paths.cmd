# Only where the articles are; with NUL for xargs -0. Paths are as seen from the current folder.
cd sample
newsgrep -l Llama --sort newest
newsgrep -l0 Llama --sort newest | tr '\0' '!'; echo
cd feeds
newsgrep -l Llama --sort newest
cd ../..
newsgrep --db sample -l Llama --sort newest -n 1
