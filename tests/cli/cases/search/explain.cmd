# How a query is understood: the tree, the dates, the terms and what the index runs.
cd sample
try newsgrep --explain "Muse Spark" Meta 'date:"last week"' -Google --now 2026-04-20
try newsgrep --explain 'a OR b c'
try newsgrep --explain --since 2024 --until 2024-06 NATO
