# One screen for -h, examples first; topics and every flag with --help.
try newsgrep -h
try newsgrep --help
try newsgrep --help=query
try newsgrep --help=dates
try newsgrep --version
try newsgrep -V
