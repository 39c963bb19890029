# Files below / are shown as the user spells it.
part=
patterns=()
IFS=/ read -ra names <<<"${PWD#/}"
for name in "${names[@]}" formats articles.jsonl; do
  patterns+=(--exclude "$part/*" --exclude "!$part/$name")
  part+=/$name
done
here=$PWD
cd /
for root in . / ./; do
  newsgrep-index --extract "${patterns[@]}" "$root" | sed -E "s#^.*\"path\":\"(.*)${here#/}(/[^\"]*)\".*#\1ARCHIVE\2#"
done
