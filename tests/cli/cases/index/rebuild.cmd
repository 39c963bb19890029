# A new index in the old one's place: everything is read again, and the searches go on.
try newsgrep-index --quiet formats/text
try newsgrep-index --rebuild formats/text
printf 'garbage' >formats/text/.newsgrep/catalog.json
try newsgrep-index formats/text
try newsgrep-index --rebuild formats/text
try newsgrep --db formats/text eclipse -c
