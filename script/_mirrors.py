"""Package mirrors: what is configured for pip holds for uv too.

uv reads neither pip's files nor its variables; a city's mirror is usually written in just these.
"""

import ast
import os
import subprocess

# pip's name of an option -> uv's variable. Lists are separated by white space in both.
NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "trusted-host": "UV_INSECURE_HOST",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
}


def pip_options(python):
    """pip's configuration as {option: value}: files first, then variables, as pip itself ranks them."""
    listed = subprocess.run([python, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    options = {}
    ranks = ("global.", "install.", ":env:.")
    for rank in ranks:
        for line in listed.splitlines():
            key, equals, value = line.partition("=")
            if equals and key.startswith(rank):
                try:
                    options[key.removeprefix(rank)] = str(ast.literal_eval(value))
                except (SyntaxError, ValueError):
                    options[key.removeprefix(rank)] = value
    return options


def uv_environment(python):
    """The environment for uv. What a person has set for uv by name stands."""
    env = dict(os.environ)
    for option, value in pip_options(python).items():
        if option in NAMES and value:
            env.setdefault(NAMES[option], " ".join(value.split()))
    # Every file is checked against the lock's hash, so any of the mirrors may serve it.
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    env.setdefault("UV_NO_PROGRESS", "0" if os.isatty(2) else "1")
    env.pop("VIRTUAL_ENV", None)
    env.pop("CONDA_PREFIX", None)
    return env
