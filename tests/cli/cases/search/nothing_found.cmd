# An answer without a hit says what of the query is nowhere, and what may have been meant.
cd sample
try newsgrep -w 'Superinteligence Labs'
try newsgrep Superinteligence Zuckerburg
try newsgrep '"Muse Sparkk unveiled"'
try newsgrep title:Metaa
try newsgrep lang:xx Meta
try newsgrep Meta since:2030
try newsgrep Meta date:2014
try newsgrep Meta Brexit
try newsgrep 'Meta w/3 Lamma'
try newsgrep Superintelligencelabs
try newsgrep super intelligence
try newsgrep '"Labs Superintelligence"'
try newsgrep -F Labs' 'Superintelligence
try newsgrep '{Labs Superintelligence}'
try newsgrep 'NOT has:title'
try newsgrep Meta -the
try newsgrep --json -w 'xylophone zebras' --until 2030
mkdir ../none && echo '[]' >../none/empty.json && newsgrep-index --quiet ../none
try newsgrep --db ../none Meta
mkdir ../undated && echo '{"title":"Undated","text":"Nobody knows when."}' >../undated/one.json && newsgrep-index --quiet ../undated
try newsgrep --db ../undated has:date
