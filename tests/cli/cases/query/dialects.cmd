# Queries as other archives want them: what they mean here, and where that differs; nothing is searched.
mkdir empty && cd empty
try newsgrep --translate --dialect=factiva 'hd=bank merger w/5 rumour and (wc>500 or climate policy)'
try newsgrep --translate --dialect=nexis 'HEADLINE(merger) and bank or lender w/3 rate!'
try newsgrep --translate --dialect=proquest 'nursing NEAR/3 education and not shortage'
try newsgrep --translate --dialect=lucene 'climate policy -tax'
try newsgrep --translate climate policy sort:-date
try newsgrep --translate --dialect=factiva climate and
try newsgrep --translate --dialect=westlaw climate
try newsgrep --translate -q --dialect=lucene a b
cd ../sample
try newsgrep -c 'HEADLINE(Meta) and Llama or NATO w/s summit'
try newsgrep -c --dialect=nexis 'HEADLINE(Meta) and Llama or NATO w/s summit'
try newsgrep --explain --dialect=lucene 'meta nato' | grep -v '^term\|^xapian'
try newsgrep --explain --dialect=factiva 'hd=meta (llama or nato)' | grep -v '^term\|^xapian'
