# Where each part of an article comes from.
newsgrep-index --extract --explain formats/html/1.html formats/text/2.txt
try newsgrep-index --explain formats/html/1.html
