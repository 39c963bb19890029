# Nothing but the status: 0 found, 1 not, 2 no question, 3 no index.
cd sample
try newsgrep -q Meta
try newsgrep -q xylophone
try newsgrep -q 'Meta AND'
cd / && try newsgrep -q Meta
