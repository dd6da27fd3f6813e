"""Keys as they are typed in an address, ticked in a list or sent over REST."""

LONGEST = 18  # digits of a key


def key_of(typed):
    """A record's key of what was sent; 0, which no record has, for anything that is none."""
    text = str(typed)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0


def keys_of(sent):
    """The keys among what was sent, in that order."""
    return [key for key in map(key_of, sent) if key]
