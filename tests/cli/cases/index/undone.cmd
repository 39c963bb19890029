# Flags are undone by their opposites; the last one wins.
try newsgrep-index --dry-run --quiet --no-quiet formats/text
try newsgrep-index --dry-run --no-quiet --quiet formats/text
