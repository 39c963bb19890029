# With --strict what needs a repair, or may be read in two ways, is an error.
cd sample
try_each newsgrep -c --strict <<'QUERIES'
"Muse Spark
(Muse OR Spark
Muse) Spark
Muse OR Spark Meta
Muse OR Spark AND Meta
date:2024..2023
(Muse OR Spark) AND Meta
QUERIES
