# An unknown field is an error with what may have been meant; times, addresses and "Re:" are text.
cd sample
try_each newsgrep -c <<'QUERIES'
foo:bar
titel:Meta
sinse:2024
https://www.example.com/news
12:30
Re: Meta
ISO:9001
@someone
#tag
QUERIES
