# Every form of a date, on 7 March 2024, a Thursday.
cd sample
period() { newsgrep --explain --now 2024-03-07T12:00Z "$@" 2>&1 | sed -n 's/^tree *//p; /^error\|^hint\|^note\|^warning/p'; }
while IFS= read -r form; do printf '%-34s%s\n' "$form" "$(period "$form" | tr '\n' ' ')"; done <<'FORMS'
date:2024
date:2024-03
date:2024-03-05
date:20240305
date:2024-Q1
date:2024-W09
date:2010s
date:2024-01..2024-03
date:2024-01..
date:..2003
date:[2024-01-01 TO 2024-03-31]
date:{2024-01-01 TO 2024-03-31}
since:2024-03
until:2024-03
after:2024-03
before:2024-03
date>2023
date>=2023
date<2023
date<=2023
date:today
date:yesterday
date:monday
date:thursday
date:friday
date:this-week
date:last-week
date:"last week"
date:past-week
date:this-month
date:"last month"
date:past-month
date:this-year
date:last-year
date:past-year
date:7d
date:2w
date:3m
date:now-7d/d
date:[now-1M/M TO now/d]
date:now-24h
date:now-1m
date:now-7
date:now/7d
date from 20240101 to 20240331
date aft 2024-03
date bef 2024-03
date after -7
date > 2023
date:1y
date:"last 7 days"
date:"past 3 months"
date:"9 April 2026"
date:"April 9, 2026"
date:april-2026
date:13/04/2024
date:04/04/2024
date:03/04/2024
date:none
date:2024..2023
date:2024-02-30
date:2024-13
date:2024-W60
date:blah
date:"last wek"
date:yestarday
date:..
since:..2003
date:
FORMS
