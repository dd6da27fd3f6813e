"""The official sheets of this app: parks, the yearly directory, daily returns, accounts."""

from .directory import DirectoryImporter
from .parks import ParkImporter
from .people import PeopleImporter
from .returns import ReturnImporter

__all__ = ["DirectoryImporter", "ParkImporter", "PeopleImporter", "ReturnImporter"]
