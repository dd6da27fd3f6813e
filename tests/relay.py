"""A relay between a browser that takes no cookie and the live server: it signs in, adds a script, and may be cut off."""

import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

DROPPED = {"transfer-encoding", "connection", "content-length", "set-cookie"}
# A request of the relay's address would be taken for a stranger's; the live server is asked in its own name.
OWN = {"host", "origin", "referer", "cookie", "accept-encoding", "connection"}


class Relay(ThreadingHTTPServer):
    """``told()`` waits for what the script posts to ``/relay/told``; ``/relay/off`` and ``/relay/on`` cut and mend."""

    daemon_threads = True

    def __init__(self, upstream, cookies, script):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream, self.cookies, self.script = urlsplit(upstream).netloc, cookies, script
        self.cut, self.posted, self.answer = False, threading.Event(), None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def told(self, seconds):
        return self.answer if self.posted.wait(seconds) else None


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/relay/script.js":
            self._send(200, [("Content-Type", "text/javascript; charset=utf-8")], self.server.script)
        else:
            self._pass_on(None)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/relay/told":
            self.server.answer = json.loads(body)
            self.server.posted.set()
        elif self.path in ("/relay/off", "/relay/on"):
            self.server.cut = self.path.endswith("off")
        else:
            self._pass_on(body)
            return
        self._send(204, [], b"")

    def _pass_on(self, body):
        if self.server.cut:
            self.close_connection = True  # not a word
            return
        kept = {name: value for name, value in self.headers.items() if name.lower() not in OWN}
        upstream = http.client.HTTPConnection(self.server.upstream, timeout=30)
        upstream.request(self.command, self.path, body, {**kept, "Cookie": self.server.cookies})
        answer = upstream.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.server.cookies += "; " + value.split(";", 1)[0]
        if "text/html" in (answer.getheader("Content-Type") or ""):
            content = content.replace(b"</body>", b'<script src="/relay/script.js"></script></body>')
        heads = [(name, value) for name, value in answer.getheaders() if name.lower() not in DROPPED]
        self._send(answer.status, heads, content)

    def _send(self, status, heads, content):
        self.send_response(status)
        for name, value in heads:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words):
        pass
