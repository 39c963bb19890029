# A table with a head; quotes doubled; every hit, and nothing on standard error.
cd sample
newsgrep --csv 'title:"Muse Spark"' | cat -v
newsgrep --csv --since 2025 | wc -l
newsgrep --csv xylophone
