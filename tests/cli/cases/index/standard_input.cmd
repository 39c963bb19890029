# News from a pipe: the index lies in the current folder, or where --db says; what came before stays.
try newsgrep-index - <formats/articles.jsonl
try newsgrep eclipse -l
head -n 1 formats/articles.jsonl | sed 's/gazette-20240408-one/gazette-six/; s/2024/2025/g' | try newsgrep-index -
try newsgrep eclipse -c
