# The fields, with an example of each.
newsgrep --fields
