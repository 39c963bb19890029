# Parts of an article that are no fields, and what is asked of it as a whole.
cd sample
try_each newsgrep -c <<'QUERIES'
lead:meta
hlead:meta
quote:(the)
wc>100
words:..80
length > 300
site:example.com
site:courier.example.com
has:byline
-has:byline
has:date
meta^3 OR nato
lead:title:meta
words:9..2
site:example.com/2026
has:bylin
Meta^3 w/5 Llama
atleast2(Meta^3)
Meta^9999
is:dup
like:5f1d
region:uk
re=uk
in=i814
subject:tax
company:ibm
dateline:paris
caption:flood
page:1
lead3:meta
QUERIES
newsgrep --explain 'hlead:superintel* wc<900 (meta OR nato^2)' | grep tree
