"""The field for a file, for page and REST alike."""

from django import forms

from .kinds import EVERY, NAMES
from .services import NotTaken, judge


class KeptFileField(forms.FileField):
    """A file judged by its content; hand the cleaned value to ``files.services.keep``."""

    def __init__(self, *args, kinds=EVERY, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        self.widget.attrs["accept"] = ",".join(
            f".{kind}" for kind in (*kinds, *(["jpeg"] if "jpg" in kinds else []))
        )

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            try:
                judge(upload, self.kinds)
            except NotTaken as why:
                raise forms.ValidationError(str(why.sentence), code="not_taken") from why
        return upload

    @property
    def takes(self):
        return "、".join(NAMES[kind] for kind in self.kinds)
