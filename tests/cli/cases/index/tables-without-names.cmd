# Tables that name no columns, and tables of columns: a row that is no article is told.
mkdir news
printf '1,"Harbour reopens after storm","The harbour of the old town was opened again on Monday, a week after the storm."\n2,"Mill to close","The last mill on the river closes in May, its owners said on Tuesday afternoon."\n3,"Bridge is ready"\n4,"Ferry fares to rise","Fares of the ferry go up by a tenth in June, the company said in a short note."\n' >news/plain.csv
printf '{"title":{"0":"Harbour reopens","1":""},"text":{"0":"The harbour of the old town was opened again on Monday.","1":""},"date":{"0":"2024-05-06","1":"2024-05-07"}}' >news/columns.json
newsgrep-index --extract news
