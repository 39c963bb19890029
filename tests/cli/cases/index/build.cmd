# The first run makes the index beside the news and says what it found; the second reads no file; nothing else in the folder changes.
find formats -type f -printf '%p %s %T@\n' | sort >before
try newsgrep-index formats
try newsgrep-index formats
find formats -path formats/.newsgrep -prune -o -type f -printf '%p %s %T@\n' | sort >after
try cmp before after
