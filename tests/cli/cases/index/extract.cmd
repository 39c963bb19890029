# The articles of files as JSON lines; no index is made, and none is needed.
newsgrep-index --extract formats/articles.csv formats/html/2.html
try ls -d formats/.newsgrep
