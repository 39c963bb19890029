# A sound index, and one with a flipped byte in each of its parts.
try newsgrep-index --check sample
try newsgrep-index --check --quiet sample
try newsgrep-index --check=full sample
try newsgrep-index --check=some sample
for part in sample/.newsgrep/segments/1/postlist.glass sample/.newsgrep/inventory/1 sample/.newsgrep/catalog.copy; do
  cp "$part" kept
  printf '\xFF\xFF\xFF\xFF' | dd of="$part" bs=1 seek=100 conv=notrunc status=none
  try newsgrep-index --check sample
  cp kept "$part"
done
mv sample/.newsgrep/catalog.copy kept
try newsgrep-index --check sample
mv kept sample/.newsgrep/catalog.copy
try newsgrep-index --check sample
