"""The addresses of a list: sorting, pages, conditions taken away."""

# Parameters that are the list's own, not conditions; they name a place in it and are not kept.
OWN = ("cursor", "export", "conditions", "selected")


class Addresses:
    """For a class with ``request``, ``get`` (its parameters) and ``page``."""

    @property
    def kept(self):
        """Parameters a search keeps: everything but itself and the place in the list."""
        return [
            (name, value) for name, values in self.get.lists() for value in values if name not in (*OWN, "q")
        ]

    def _without(self, get, names):
        left = get.copy()
        for name in {*names, *OWN}:
            left.pop(name, None)
        return f"?{left.urlencode()}"

    def link(self, **changes):
        """This list's address with changes; the place in the list is not kept."""
        left = self.get.copy()
        for name in OWN:
            left.pop(name, None)
        for name, value in changes.items():
            left[name] = value
        return f"?{left.urlencode()}"

    @property
    def next_url(self):
        return self.link(cursor=self.page.next) if self.page.next else ""

    @property
    def previous_url(self):
        return self.link(cursor=self.page.previous) if self.page.previous else ""

    @property
    def conditions_url(self):
        return self.link(conditions=1)

    @property
    def clear_url(self):
        return self.request.path
