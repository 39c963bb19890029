# One field, by any of its names, with words, phrases and groups.
cd sample
try_each newsgrep -c <<'QUERIES'
title:Meta
headline:Meta
hd=Meta
HEADLINE(Meta)
title:"Muse Spark"
title:(Meta OR NATO)
byline:Carvalho
source:"Northern Wire"
section:technology
lang:es
path:feeds
url:courier
text:Meta -title:Meta
QUERIES
