"""Why an account cannot be changed as asked."""

from ui.problems import Conflict


class NotNow(Conflict):
    """A sentence for the page, 409 over REST."""
