# Several segments with dead articles become one.
mkdir news
for i in 1 2 3; do
  printf '{"url": "https://a.example/%s", "title": "Oil %s", "date": "2024-03-0%s", "text": "Oil prices rose to %s."}\n' $i $i $i $i >news/$i.jsonl
  newsgrep-index -q news
done
printf '{"url": "https://a.example/1", "title": "Oil again", "date": "2024-03-01", "text": "Oil prices fell."}\n' >news/1.jsonl
newsgrep-index -q news
newsgrep-index --stats --db news | grep -E 'segments|dead'
try newsgrep-index --compact --quiet --db news
newsgrep-index --stats --db news | grep -E 'segments|dead'
try newsgrep --db news --sort newest --format '{date} {title}' oil
newsgrep-index --compact --db news 2>&1 | sed 's/index .*B;/index SIZE;/'
newsgrep-index --compact --db nowhere
