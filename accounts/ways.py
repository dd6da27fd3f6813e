"""Further ways to open accounts."""

# (label, URL name); the apps above add theirs.
WAYS = []
