"""Issuing: by which terms, what weighs against it, numbers, codes, who gives way, and taking it back."""
