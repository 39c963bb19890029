# What a user puts into an index folder stays there.
newsgrep-index --quiet --db db formats/text
mkdir db/scratch
touch db/notes db/segments/1st db/inventory/notes db/tables/terms-of-use.a db/scratch/notes
cp -r formats/text more && echo "A headline

More of it." >more/9.txt
newsgrep-index --quiet --db db more formats/text
newsgrep-index --quiet --db db --rebuild more formats/text
find db -empty -type f | sort
