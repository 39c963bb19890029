# A table of columns: a row that is no article is told.
mkdir news
printf '{"title":{"0":"Harbour reopens","1":""},"text":{"0":"The harbour of the old town was opened again on Monday.","1":""},"date":{"0":"2024-05-06","1":"2024-05-07"}}' >news/columns.json
newsgrep-index --extract news
