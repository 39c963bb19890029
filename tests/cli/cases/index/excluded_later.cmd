# What an index holds stays in it when it is excluded later, which is told; only a rebuild drops it.
mkdir -p news/drafts
printf 'Wheat\n\nFarmers sold wheat.\n' >news/a.txt
printf 'Barley\n\nFarmers sold barley.\n' >news/drafts/b.txt
printf 'Oats\n\nFarmers sold oats.\n' >news/drafts/c.txt
newsgrep-index -q news
try newsgrep-index -q --exclude drafts/b.txt news
try newsgrep-index -q --exclude drafts/ news
try newsgrep-index -q --exclude drafts/ --dry-run news
newsgrep --db news -c barley
newsgrep-index -q --rebuild --exclude drafts/ news
newsgrep --db news -c barley
