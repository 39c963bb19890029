# An argument with spaces is a phrase, arguments are joined by AND; -F and -w force either; "--" ends the flags.
cd sample
understood() { echo "\$ newsgrep$(in_shell_words "$@")"; newsgrep --explain "$@" 2>&1 | sed -n 's/^tree    //p'; }
understood Superintelligence Labs
understood "Superintelligence Labs" Meta
understood "Superintelligence AND Labs" Meta
understood "Meta OR Google" Labs
understood "title:Meta Labs"
understood "Meta -Google"
understood "govern* Meta"
understood -w "Superintelligence Labs" Meta
understood -F "Superintelligence Labs" Meta AND
understood --or Meta Google
understood Meta OR Google
understood Meta OR "Muse Spark" -Llama
understood Meta -Llama
understood Meta -lama
understood Meta -fed -needle
understood -- Meta -c
understood 'Meta OR Google' Labs -n 5
understood 'a "b c" d'
# What the shell took quotes from.
try newsgrep -c title:"Muse Spark"
try newsgrep -c Meta -"Muse Spark"
try newsgrep -c +"Muse Spark" Meta
try newsgrep -c 'title:"Muse Spark"'
try newsgrep -c 'title:Meta'  "Meta or Google"
