# What can be read of a damaged file comes out; the rest is told, with its place, and makes the status 1.
newsgrep-index --extract broken/half-line.jsonl broken/wrong-cells.csv
