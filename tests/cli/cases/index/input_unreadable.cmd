# Standard input that cannot be read is no empty file.
try newsgrep-index -q --db idx - <.
