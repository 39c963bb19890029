# Tables that name no columns, and tables of columns: a row that is no article is told.
mkdir news
printf '2020-05-05,The first headline of all,"A longer text of the article, which has a dozen words or some more.",https://example.org/5\n2020-05-06,The second headline of all,"A longer text of the article, which has a dozen words or some more.",https://example.org/6\n2020-05-07,The third headline of all,"A longer text of the article, which has a dozen words or some more.",https://example.org/7\n2020-05-08,A row cut short\n' >news/plain.csv
printf '{"title":{"0":"Harbour reopens","1":""},"text":{"0":"The harbour of the old town was opened again on Monday.","1":""},"date":{"0":"2024-05-06","1":"2024-05-07"}}' >news/columns.json
newsgrep-index --extract news
