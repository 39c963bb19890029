# What is looked at and is no news: notes beside it, pages without an article, empty values; a note that is named itself is read.
mkdir news
printf 'About this archive\n\nIt was put together in a winter.\n' >news/README.txt
printf '<html><head><title>Log in</title></head><body><p>Name</p></body></html>' >news/login.html
printf '{"title":"<b></b>","text":"<p></p>","date":"2024-01-01"}\n' >news/empty.jsonl
try newsgrep-index -j1 news
try newsgrep-index --failures news
try newsgrep-index --db db news/README.txt
# A list of something else lies beside the news: one line tells it.
mkdir lists && printf '{"id": %d, "city": "Paris"}\n' 1 2 3 >lists/cities.jsonl
try newsgrep-index --db lists.db lists
try newsgrep-index --db page.db news/login.html
# A list of nothing.
mkdir none && echo '[]' >none/ingest.json
try newsgrep-index --db none.db none
