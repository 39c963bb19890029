# An index folder that cannot be opened is not reported as absent.
ln -s loop loop
try newsgrep --db loop eclipse
try newsgrep-index --stats --db loop
try newsgrep-index --db loop formats/text
