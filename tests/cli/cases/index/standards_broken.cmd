# Feeds that are cut, messages that say nothing and what was withdrawn are told with their place.
mkdir news
printf '<rss><channel>\n<item><title>Whole</title></item>\n<item><title>Cut' >news/cut.rss
printf '<nitf><head><title>One</title></head></nitf>\n<nitf><head><title>Two</title></head></nitf>' >news/two.xml
printf '<nitf><head><docdata management-status="canceled"/></head><body/></nitf>' >news/canceled.xml
printf '{"uri":"urn:a","versioncreated":"2020-05-05","type":"text"}' >news/empty.json
printf '{"version":"https://jsonfeed.org/version/1","items":[}' >news/feed.json
printf 'From: Jane <jane@paper.example>\nSubject: Nothing\nMessage-ID: <1>\n\n' >news/nothing.eml
newsgrep-index --extract news 2>&1
