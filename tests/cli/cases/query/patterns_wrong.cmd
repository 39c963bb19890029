# A pattern that cannot be one says why.
cd sample
try_each newsgrep -c <<'QUERIES'
Meta~2
Meta~3
M?ta~
中?国
/(Meta/
/Meta)/
/*/
/M**/
/[Meta/
/[]/
/[z-a]/
/Me^ta/
/a-b/
/M\s/
/M{2,1}/
/M{999}/
/((((((((((((M))))))))))))/
/[ß]/
*~
QUERIES
{ printf 'a%.0s ' {1..60} | sed 's/^/"/; s/ $/"~5/'; echo; } >window
newsgrep -c -f window 2>&1 | cut -c 1-80
