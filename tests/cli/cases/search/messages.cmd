# Notes go to standard error, and can be left out; errors cannot.
cd sample
newsgrep Meta or Llama -l
newsgrep --no-messages Meta or Llama -l
try newsgrep --no-messages 'Meta AND'
for option in --db --since --until --show -e -f --synonyms; do try newsgrep "$option" '' Meta; done
