"""The official sheets of this app: parks, the yearly directory, daily returns."""

from .directory import DirectoryImporter
from .parks import ParkImporter
from .returns import ReturnImporter

__all__ = ["DirectoryImporter", "ParkImporter", "ReturnImporter"]
