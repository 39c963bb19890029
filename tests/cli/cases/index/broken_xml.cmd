# A feed that a comment swallows, one that declares too many namespaces, and what only begins like a feed: the reason is said, and the line.
printf '<rss><channel>\n<!-- <item><title>One</title></item></channel></rss>' | newsgrep-index --extract -
{ printf '<rss><channel>\n<item><title>One</title></item>'; for i in {1..2100}; do printf '<a xmlns:n%d="u">' $i; done; } | newsgrep-index --extract - | wc -l
printf '<rss ' | newsgrep-index --extract -
