# A folder that is away, say a disk that is not mounted, takes nothing out of the index; --remove-missing does.
try newsgrep-index --quiet --db db formats/text formats/json
mv formats/text away
try newsgrep-index --db db formats/text formats/json
mkdir formats/text
try newsgrep-index --db db formats/text
try newsgrep-index --db db --dry-run --remove-missing formats/text
try newsgrep-index --db db --remove-missing formats/text
