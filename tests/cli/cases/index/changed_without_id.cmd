# An article without an id of its own that changes is told as replaced.
mkdir news && printf 'Oil prices rise again\n\nOil prices rose on Monday.\n' >news/oil.txt
newsgrep-index --quiet news
printf 'Oil prices fall again\n\nOil prices fell by much on Tuesday.\n' >news/oil.txt
newsgrep-index news 2>&1 | head -n 1
