# A folder that is away, say a disk that is not mounted, takes nothing out of the index; --remove-missing does.
try newsgrep-index --quiet --db db formats/text formats/json
mv formats/text away
try newsgrep-index --db db formats/text formats/json
mkdir formats/text
try newsgrep-index --db db formats/text
try newsgrep-index --db db --dry-run --remove-missing formats/text
try newsgrep-index --db db --remove-missing formats/text
# An index elsewhere whose archive was moved holds it twice, and says so.
try newsgrep-index --quiet --db apart formats/text formats/json
mv formats/json moved
try newsgrep-index --db apart moved
try newsgrep-index --quiet --db apart --remove-missing formats/json
