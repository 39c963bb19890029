# Symbolic links are followed only on demand; a loop of them ends.
mkdir linked
ln -s ../formats/text linked/text
ln -s . linked/loop
try newsgrep-index --db db --dry-run linked
try newsgrep-index --db db --dry-run --follow linked
mkdir one
ln -s ../formats/text one/text
try newsgrep-index --db db --dry-run one
