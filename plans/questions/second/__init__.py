"""What the second question sets of firms and of parks have in common. Landed with them: never edited."""
