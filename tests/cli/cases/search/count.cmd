# Only how many, exactly.
cd sample
try newsgrep -c Meta
try newsgrep -c xylophone
try newsgrep -c --since 2020
try newsgrep --count --or Meta NATO
