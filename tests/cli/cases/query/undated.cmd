# A date filter leaves articles without a date out, and says how many; date:none finds them.
cd sample
try newsgrep title:second
try newsgrep --since 1900 second -c
newsgrep --since 1900 'leap second' --format '{title}'
try newsgrep date:none --format '{date} {title}'
try newsgrep -date:none -c
newsgrep "Labs in Superintelligence" --since 2025-10-22 --until 2025-10-22
