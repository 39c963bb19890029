# Regular expressions for a field, and dates other than that of publication.
cd sample
try_each newsgrep -c <<'QUERIES'
headline:/^meta/
headline:/^meta .*llama/
title:/[a-z]+s$/
title:/^a|b/
title:/^a*/
title:/^meta:/
title:/a^b$/
title:/^meta/ w/3 title:llama
seen:none
seen:2026
modified:none
modified:2026
date:2026-04/2026-05
QUERIES
try newsgrep -c --max-expansions 2 'm*'
try newsgrep -c --max-expansions 2 'm* n*'
try newsgrep -c --max-expansions many 'm*'
try newsgrep -c --week-start sunday --now 2026-04-16T12:00Z 'date:last-week'
try newsgrep -c --week-start someday 'date:last-week'
newsgrep --explain --week-start sunday --now 2026-04-16T12:00Z 'date:"last week"' | grep dates
newsgrep --explain --now 2026-04-16T12:00Z 'date:"last week"' | grep dates
