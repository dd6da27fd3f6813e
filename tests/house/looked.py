"""Which words of a question an answer was made from, so that none is asked that cannot change it.

Until the first look at a word the portal does what it would do had it not been asked. So a page that, asked nothing,
never looked for ``park`` answers ``?park=1`` as it answers nothing; only saying back the address (which tells no more
than was asked) is beside this.
"""

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.functional import cached_property

ONE = ("__getitem__", "__contains__", "get", "getlist", "_getlist")
WHOLE = ("__iter__", "__len__", "__eq__", "items", "lists", "values", "keys", "dict")
WHOLE += ("copy", "__copy__", "__deepcopy__", "urlencode")


class Looked(QueryDict):
    """A question that remembers the words looked for; ``None`` among them stands for all."""

    words = frozenset()


def _one(name):
    plain = getattr(QueryDict, name)

    def look(self, word, *more, **how):
        self.words = self.words | {word}
        return plain(self, word, *more, **how)

    return look


def _whole(name):
    plain = getattr(QueryDict, name)

    def look(self, *more, **how):
        self.words = self.words | {None}
        return plain(self, *more, **how)

    return look


for _name in ONE:
    setattr(Looked, _name, _one(_name))
for _name in WHOLE:
    setattr(Looked, _name, _whole(_name))


def watch(monkeypatch):
    """From now on requests remember; see ``reaches``."""

    def question(request):
        made = Looked(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
        made.words = frozenset()  # what was looked at while it was made
        return made

    remembering = cached_property(question)
    remembering.__set_name__(WSGIRequest, "GET")
    monkeypatch.setattr(WSGIRequest, "GET", remembering)


def reaches(response, query):
    """Whether this question could have been answered otherwise than the one that ``response`` answers."""
    words = response.wsgi_request.GET.words
    return None in words or not words.isdisjoint(query)
