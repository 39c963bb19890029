# What a source lists of an article, where it was written, and what is said below its pictures: asked for, and shown.
mkdir news
cat > news/rates.html <<'HTML'
<html><head><title>Bank cuts rates</title><meta name="keywords" content="Central banks, Interest rates, Euro area"></head>
<body><article><h1>Bank cuts rates</h1><figure><img src="x.jpg"><figcaption>The tower of the bank at dusk</figcaption></figure>
<p>FRANKFURT, June 6 (Reuters) - The bank cut its rates on Thursday, for the first time in five years, as all had expected.</p>
<p>Traders had waited for months, and the euro hardly moved when the decision was told.</p></article></body></html>
HTML
cat > news/wheat.json <<'JSON'
{"headline": "Wheat is dear", "body_text": "Farmers sold wheat, and the central banks looked on.", "tags": ["Wheat", "Markets"]}
JSON
newsgrep-index --quiet news
cd news
try_each newsgrep -c <<'QUERIES'
tag:rates
subject:"interest rates"
tag:"banks interest"
topic:(wheat OR euro)
region:euro -company:wheat
dateline:frankfurt
caption:towers
has:tag -has:caption
Re: wheat
in: markets
QUERIES
newsgrep --json tag:rates
newsgrep --format '{title}|{dateline}|{tags}|{captions}' 'wheat OR bank' --sort oldest
newsgrep --show "$(newsgrep --format '{id}' dateline:frankfurt)" | sed 's/^id: .*/id:/'
