# What an index holds, for people and for programs.
try newsgrep-index --stats sample
try newsgrep-index --stats --json sample
cd sample && try newsgrep-index --failures --json
