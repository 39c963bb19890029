# A date filter leaves articles without a date out, and says how many; date:none finds them.
cd sample
try newsgrep title:second
try newsgrep --since 1900 second -c
newsgrep --since 1900 'leap second' --format '{title}'
try newsgrep date:none --format '{date} {title}'
try newsgrep -date:none -c
mkdir ../news
for number in 1 2; do printf '{"title":"Undated %d","text":"Nobody knows when."}\n' $number; done >../news/undated.jsonl
newsgrep-index --quiet ../news
try newsgrep --db ../news Undated --since 2024
newsgrep "Labs in Superintelligence" --since 2025-10-22 --until 2025-10-22
