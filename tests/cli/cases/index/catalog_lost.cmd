# An index that has lost both catalogs is called that, is not built anew over the articles stored in it, and comes back whole.
printf '{"url": "https://a.example/%s", "title": "Oil up", "text": "Oil rose again."}\n' 1 2 3 | newsgrep-index -q --db idx -
rm idx/catalog.json idx/catalog.copy
try newsgrep --db idx oil
try newsgrep-index --db idx --check
printf 'Oil\n\nOil prices rose.\n' >oil.txt
try newsgrep-index --db idx oil.txt
try newsgrep-index --db idx --repair
try newsgrep-index --db idx --check
newsgrep --db idx -c oil
