# A line of one's own; what it does not know is refused.
cd sample
newsgrep Muse --format '{date}|{source}|{title}|{byline}|{section}|{language}|{url}|{path}|{id}|{native_id}' --sort oldest
newsgrep Muse --format '{passage}' --sort oldest -n 1
newsgrep Muse --format '{text}' --sort oldest -n 1 | wc -w
try newsgrep Muse --format '{titel}'
try newsgrep Muse --format '{title'
try newsgrep Muse --format
