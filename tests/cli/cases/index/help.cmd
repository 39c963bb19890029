# One screen for -h, examples first; every flag with --help.
try newsgrep-index -h
try newsgrep-index --help
try newsgrep-index --version
