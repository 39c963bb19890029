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
# Of an index in its archive it says which folder it takes that for, which nothing else tells.
mkdir news && mv oil.txt news && newsgrep-index -q news && rm news/.newsgrep/catalog.*
try newsgrep-index --repair news
try newsgrep-index news
newsgrep --db news -l oil
