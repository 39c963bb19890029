# An index of another schema is left alone, by whatever reads or writes it; what the hint says makes a new one in its place.
of_schema() { sed -i -E "s/\"schema\": [0-9]+/\"schema\": $2/" "$1/catalog.json"; }
without_number() { sed -E 's/reads schema [0-9]+/reads schema N/'; }
newsgrep-index -q formats/text
newsgrep-index -q --db idx formats/text formats/json
of_schema formats/text/.newsgrep 6
of_schema idx 6
try newsgrep --db idx eclipse 2>&1 | without_number
try newsgrep-index --db idx formats/text formats/json 2>&1 | without_number
try newsgrep-index --db idx --repair 2>&1 | without_number
try newsgrep-index formats/text 2>&1 | without_number
try newsgrep-index -q --db idx --rebuild formats/text formats/json
newsgrep --db idx -c eclipse
newsgrep-index --db idx --check 2>&1
ls idx/segments idx/inventory
try newsgrep-index -q --db formats/text/.newsgrep --rebuild formats/text
newsgrep --db formats/text -l eclipse
newsgrep-index -q formats/text && newsgrep-index --db formats/text --check 2>&1
# One of a schema to come.
of_schema idx 99
try newsgrep --db idx eclipse 2>&1 | without_number
