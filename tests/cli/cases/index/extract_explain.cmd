# Where each part of an article comes from.
newsgrep-index --extract --explain formats/html/1.html formats/text/2.txt
try newsgrep-index --explain formats/html/1.html
# The language that nobody declares is that of the words.
echo '{"title":"Der Hafen","text":"Der Hafen ist seit Montag wieder offen, und die ersten Schiffe sind schon da. Es war nicht leicht, sagt der Bürgermeister, aber am Ende wird sich die Arbeit auch für die Stadt lohnen."}' | newsgrep-index --extract --explain -
