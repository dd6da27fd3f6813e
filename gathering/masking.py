"""The log never holds a collection link or a driver's page: whoever reads it could open one."""

import re

_LINK = re.compile(r"(/[cd]/)[\w-]{20,}")


class LinkFilter:
    """For logging: the token of ``/c/<token>/`` and ``/d/<uid>/`` is replaced in the message and its arguments."""

    def filter(self, record):
        said = record.getMessage()
        if _LINK.search(said):
            record.msg, record.args = _LINK.sub(r"\1…", said), ()
        return True
