# A rebuild does not drop what no PATH covers, unless it is told to; a dry run says so too.
printf '{"url": "https://a.example/1", "title": "Oil up", "text": "Oil rose again."}\n' | newsgrep-index -q --db idx -
newsgrep-index -q --db idx sample/web sample/dumps formats/text
try newsgrep-index -q --db idx --rebuild formats/text
try newsgrep-index -q --db idx --rebuild --dry-run formats/text
newsgrep --db idx -c Oil
newsgrep-index -q --db idx --rebuild --remove-missing formats/text; newsgrep --db idx -c 'title:"Oil up"'
mkdir here there
printf 'Wheat\n\nFarmers sold wheat.\n' >here/a.txt
printf 'Barley\n\nFarmers sold barley.\n' >there/b.txt
newsgrep-index -q --db two here there
mv there/b.txt .
try newsgrep-index -q --db two --rebuild here there
rmdir there
try newsgrep-index -q --db two --rebuild here there
newsgrep --db two -c barley
mkdir there; printf 'Oats\n\nFarmers sold oats.\n' >there/c.txt
newsgrep-index -q --db two --rebuild here there; newsgrep --db two -c barley
# The index in a folder is no news, which might show that what is missing in it was taken away.
mkdir mounted; printf 'Rye\n\nFarmers sold rye.\n' >mounted/a.txt
newsgrep-index -q mounted
mv mounted/a.txt .
try newsgrep-index -q mounted
try newsgrep-index -q --rebuild mounted
newsgrep --db mounted -c rye
