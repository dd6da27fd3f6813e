"""First passwords, and what happens to a session when a password changes."""

import secrets

# Neither 0/o nor 1/l/i: first passwords are read from paper and typed.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def first_password():
    """Twelve random signs in three groups, such as ``k7mp-w3xq-9dth``: about 59 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(4)) for _group in range(3))
