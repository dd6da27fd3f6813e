"""Of the front-end packages the pages use a few files; these are copied to static/vendor (not in git)."""

import re
import shutil

TAKEN = {  # in node_modules -> in static/vendor (a folder for what a pattern finds)
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "jsqr/dist/jsQR.js": "jsqr.js",
    "@noble/ed25519/index.js": "noble-ed25519.js",
    "@fontsource-variable/noto-sans-sc/index.css": "noto-sans-sc.css",
    "@fontsource-variable/noto-sans-sc/files/*-wght-normal.woff2": "files/",
}
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*")


def copy(modules, target):
    """Copy what is TAKEN, without source maps (Django's hashed storage stops at a map that is not there)."""
    wanted = {}
    for pattern, name in TAKEN.items():
        for path in sorted(modules.glob(pattern)):
            wanted[name + path.name if name.endswith("/") else name] = path
    stamp = target / ".stamp"
    value = "\n".join(
        f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}" for name, path in wanted.items()
    )
    if stamp.exists() and stamp.read_text() == value:
        return
    shutil.rmtree(target, ignore_errors=True)
    for name, path in wanted.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        place.write_bytes(SOURCE_MAP.sub(b"", data) if path.suffix in {".css", ".js"} else data)
    stamp.write_text(value)


def copy_ready(source, target):
    """The same files from a bundle, where they are already chosen and cleaned."""
    stamp = target / ".stamp"
    if not stamp.exists() or stamp.read_text() != (source / ".stamp").read_text():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
