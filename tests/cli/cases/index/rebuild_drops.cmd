# A rebuild does not drop what no PATH covers, unless it is told to; a dry run says so too.
printf '{"url": "https://a.example/1", "title": "Oil up", "text": "Oil rose again."}\n' | newsgrep-index -q --db idx -
newsgrep-index -q --db idx sample/web sample/dumps formats/text
try newsgrep-index -q --db idx --rebuild formats/text
try newsgrep-index -q --db idx --rebuild --dry-run formats/text
newsgrep --db idx -c Oil
newsgrep-index -q --db idx --rebuild --remove-missing formats/text; newsgrep --db idx -c 'title:"Oil up"'
