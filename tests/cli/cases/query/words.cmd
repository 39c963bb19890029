# Words as news writes them: signs do not split what belongs together, accents and case do not matter, stems do.
cd sample
try_each newsgrep -c <<'QUERIES'
AT&T
att
U.S.
US
COVID-19
covid19
O'Brien
OBrien
10,000
10000
$14.3bn
Meta's
metas
cathédrale
cathedrale
reorganise
=reorganise
reorganised
govern*
the
QUERIES
