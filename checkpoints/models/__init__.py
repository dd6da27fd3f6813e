"""Posts (查验点), the phones and shifts at them, the lists they judge by, and what was checked."""

from .lists import Edition
from .posts import Device, Enrolment, Post, Shift
from .records import Check, CheckPlace, PlaceTotal

__all__ = ["Check", "CheckPlace", "Device", "Edition", "Enrolment", "PlaceTotal", "Post", "Shift"]
