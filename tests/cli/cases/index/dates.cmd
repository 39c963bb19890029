# No date is invented: the time of the file counts only when it is asked for.
mkdir news
printf 'The ferry is late\n\nPassengers waited for an hour in the rain.\n' >news/ferry.txt
touch -d '2023-03-04T05:06:07Z' news/ferry.txt
newsgrep-index --extract news
newsgrep-index --extract --date-from-mtime news
