# What newsrooms and agencies send: one article an item, with all that its format says of it. What is no news is told, and is no failure.
newsgrep-index --extract formats/articles.rss formats/nitf/1.xml formats/ninjs/1.json formats/articles.iptc7901 | cut -c 1-80
newsgrep-index --extract formats/nitf/2.xml
newsgrep-index --extract formats/articles.newsml-g2.xml formats/articles.wxr formats/articles.mediawiki.xml | wc -l
printf '<rss><channel><title>The Paper</title></channel></rss>' | newsgrep-index --extract -
