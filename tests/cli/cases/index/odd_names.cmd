# Names that hold line ends and tabs do not break the lines of a plan.
mkdir archive
cp formats/text/1.txt $'archive/two\nlines\tand a tab.txt'
newsgrep-index --dry-run archive
