# What cannot be written is an error.
cd sample
newsgrep --export >/dev/full; echo "[$?]"
newsgrep --fields >/dev/full; echo "[$?]"
newsgrep-index --extract agency >/dev/full; echo "[$?]"
