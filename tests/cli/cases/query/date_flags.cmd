# --since and --until take the same forms and hold as filters; --date-order, --now and --tz settle what is open.
cd sample
try newsgrep -c --since 2026
try newsgrep -c --since 2025-10 --until 2025-11
try newsgrep -c Meta --since "last year" --now 2026-05-01
try newsgrep --since 2024-03-19 --until 2024-03-19 --format '{date} {title}'
try newsgrep -c --since 03/04/2024
try newsgrep -c --since 03/04/2024 --date-order dmy
try newsgrep -c --since 03/04/2024 --date-order mdy
try newsgrep -c --since blah
try newsgrep -c --until "last wek" Meta
try newsgrep -c --since none
try newsgrep -c --since 2024..2023
try newsgrep --explain date:today --now 2024-03-07T23:30Z
try newsgrep --explain date:today --now 2024-03-07T23:30Z --tz +02:00
try newsgrep --since 2026 --until 2025 Meta
try newsgrep --strict --since 2026 --until 2025 Meta
# Dates are days: of a time of day its day counts, on either side.
try newsgrep -c 'after:2026-04-09T12:00 Meta'
try newsgrep -c 'after:2026-04-09 Meta'
try newsgrep -c 'date:{2026-04-09T12:00 TO 2026-04-10} Meta'
try newsgrep -c --since 2026-04-09T12:00 Meta
try newsgrep -c --strict 'before:2026-04-09T12:00 Meta'
# From midnight to midnight, as programs write whole days.
try newsgrep --explain 'date:[2026-04-01T00:00:00Z TO 2026-05-01T00:00:00Z} after:2026-04-09T23:59:59 before:2026-04-20T00:00'
try newsgrep -c 'date:2026-04-09T12:00/P1D Meta'
