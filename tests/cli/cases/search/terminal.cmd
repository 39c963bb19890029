# On a terminal: date, source, headline as a link, passages with the match marked, broken at the edge; the count at the end.
cd sample
script -qec 'stty cols 72 rows 60; newsgrep "Muse Spark"' /dev/null | cat -v
script -qec 'stty cols 100 rows 60; newsgrep "Muse Spark" -n 1 --no-color' /dev/null | cat -v
