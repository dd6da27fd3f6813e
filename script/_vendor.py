"""Of the front-end packages the pages use a few files; these are copied to static/vendor (not in git)."""

import re
import shutil

TAKEN = {  # in node_modules -> in static/vendor (a folder for what a pattern finds)
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "jsqr/dist/jsQR.js": "jsqr.js",
    "zxing-wasm/dist/iife/reader/index.js": "zxing.js",
    "zxing-wasm/dist/reader/zxing_reader.wasm": "zxing.wasm",
    "@noble/ed25519/index.js": "noble-ed25519.js",
    "@fontsource-variable/noto-sans-sc/index.css": "noto-sans-sc.css",
    "@fontsource-variable/noto-sans-sc/files/*-wght-normal.woff2": "files/",
}
# Parts of Tabler that the look does without; their rules are a quarter of its stylesheet.
LEFT_OUT = (
    *("accordion", "avatar", "badge", "calendar", "card", "carousel", "markdown", "navbar", "offcanvas"),
    *("otp", "popover", "prose", "ribbon", "signal", "sortable", "steps", "strength", "toast", "tooltip"),
)
DROPPED = re.compile(rf"\.(?:{'|'.join(LEFT_OUT)})(?![a-z])")
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*")


def copy(modules, target):
    """Copy what is TAKEN, without source maps (Django's hashed storage stops at a map that is not there)."""
    wanted = {}
    for pattern, name in TAKEN.items():
        for path in sorted(modules.glob(pattern)):
            wanted[name + path.name if name.endswith("/") else name] = path
    stamp = target / ".stamp"
    value = "\n".join(
        [
            *LEFT_OUT,
            *(f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}" for name, path in wanted.items()),
        ]
    )
    if stamp.exists() and stamp.read_text() == value:
        return
    shutil.rmtree(target, ignore_errors=True)
    for name, path in wanted.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        if path.suffix in {".css", ".js"}:
            data = SOURCE_MAP.sub(b"", data)
        if name.startswith("tabler"):
            data = without_parts(data.decode()).encode()
        place.write_bytes(data)
    stamp.write_text(value)


def without_parts(css):
    """The stylesheet without the rules that are for LEFT_OUT parts alone."""
    made = []
    for head, body in rules(css):
        if body is None:
            made.append(head)
        elif head.startswith(("@media", "@supports")):
            inner = without_parts(body)
            made.append(f"{head}{{{inner}}}" if inner else "")
        else:
            kept = (
                head
                if head.startswith("@")
                else ",".join(one for one in selectors(head) if not DROPPED.search(one))
            )
            made.append(f"{kept}{{{body}}}" if kept else "")
    return "".join(made)


def rules(css):
    """[(head, body)] of one level of minified CSS; ``body`` is None for a statement without braces."""
    found, start = [], 0
    while start < len(css):
        opens, ends = css.find("{", start), css.find(";", start)
        if opens < 0 or 0 <= ends < opens:
            stop = len(css) if opens < 0 else ends + 1
            found.append((css[start:stop], None))
        else:
            depth, stop = 1, opens + 1
            while depth:
                depth += {"{": 1, "}": -1}.get(css[stop], 0)
                stop += 1
            found.append((css[start:opens], css[opens + 1 : stop - 1]))
        start = stop
    return found


def selectors(head):
    """The selectors of a rule; a comma inside :is(…) parts none."""
    return re.split(r",(?![^(\[]*[)\]])", head)


def copy_ready(source, target):
    """The same files from a bundle, where they are already chosen and cleaned."""
    stamp = target / ".stamp"
    if not stamp.exists() or stamp.read_text() != (source / ".stamp").read_text():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
