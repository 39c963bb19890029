# Notes go to standard error, and can be left out; errors cannot.
cd sample
newsgrep Meta or Llama -l
newsgrep --no-messages Meta or Llama -l
try newsgrep --no-messages 'Meta AND'
