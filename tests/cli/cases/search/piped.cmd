# In a pipe: one line a hit on standard output, the count on standard error.
cd sample
newsgrep "Superintelligence Labs" Zuckerberg
