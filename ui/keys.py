"""Keys of records as a browser or a program sends them."""

MOST = 2**63 - 1  # of a key in the database


def plain_key(text):
    """The key that ``text`` writes in plain figures, or None: letters, other scripts' figures and what no key reaches."""
    text = str(text)
    if not (text.isascii() and text.isdigit()):
        return None
    key = int(text) if len(text) < 20 else MOST + 1
    return key if key <= MOST else None


def plain_keys(texts):
    """The keys among these texts; what is no key is left out."""
    return [key for text in texts if (key := plain_key(text)) is not None]
