"""The settings, read from the environment, one file a subject.

``PORTAL_MODE`` is ``local`` (script/run), ``test`` (script/test) or ``production``. Nothing secret has a
default in production: a missing secret stops the start and is named.
"""

from .apps import *  # noqa: F403
from .environment import *  # noqa: F403
from .log import *  # noqa: F403
from .people import *  # noqa: F403
from .place import *  # noqa: F403
from .rest import *  # noqa: F403
from .security import *  # noqa: F403
from .stores import *  # noqa: F403
from .ways_out import *  # noqa: F403
from .workers import *  # noqa: F403
