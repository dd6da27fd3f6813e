"""What a page loads and what its console says."""

import gzip

from django.conf import settings


class Traffic:
    """What a page loads: its answers, and the bytes as production sends them (text gzipped), fonts apart."""

    def __init__(self, page):
        self.weighed, self.said, self.responses = {}, [], []
        page.on("response", lambda one: self.responses.append(one))
        page.on(
            "console", lambda one: self.said.append(one.text) if one.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def begin(self):
        self.said.clear()
        self.responses.clear()

    def weight(self):
        return sum(self.weigh(response) for response in self.responses if response.ok)

    def weigh(self, response):
        url = response.url
        if url.startswith("data:") or url.endswith(".woff2"):
            return 0
        static = settings.STATIC_URL in url
        if not static or url not in self.weighed:
            self.weighed[url] = len(gzip.compress(response.body(), 6))
        return self.weighed[url]
