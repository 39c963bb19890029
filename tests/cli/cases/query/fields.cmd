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
# A field around another one has nothing to say.
try newsgrep -c 'title:lead:Meta'
try newsgrep -c 'title:title:Meta'
try newsgrep -c 'title:(Meta OR text:Google)'
