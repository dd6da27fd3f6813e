"""The log never holds a collection link: whoever reads it could open one."""

import re

_LINK = re.compile(r"(/c/)[\w-]{20,}")


class LinkFilter:
    """For logging: the token of ``/c/<token>/`` is replaced in the message and its arguments."""

    def filter(self, record):
        said = record.getMessage()
        if "/c/" in said:
            record.msg, record.args = _LINK.sub(r"\1…", said), ()
        return True
