# A folder with somebody else's files is no index, whatever they are called; nothing in it is touched.
mkdir -p mine/tables mine/segments mine/inventory mine/scratch
touch mine/tables/precious mine/segments/precious mine/inventory/precious mine/scratch/precious
echo "held by the door" >mine/lock
try newsgrep-index --db mine formats/text
rm mine/lock
echo '{"books": []}' >mine/catalog.json
try newsgrep-index --db mine formats/text
try newsgrep-index --db mine --rebuild formats/text
find mine -name precious | sort
