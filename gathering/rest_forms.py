"""What REST alone asks for: many firms by their codes, many links by their numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.rest_forms import CodesField
from ui.forms import Form

from .models import CollectionLink
from .starting import Source


class NumbersField(CodesField):
    """A list of records' numbers."""

    default_error_messages = {"not_a_list": _("须为编号的列表，1至2000个。")}

    def to_python(self, value):
        numbers = value if isinstance(value, list) else [None]
        if any(type(number) is not int for number in numbers):
            raise forms.ValidationError(self.error_messages["not_a_list"], code="not_a_list")
        return [int(text) for text in super().to_python([str(number) for number in numbers])]


class ManyForm(Form):
    """A form with lists, read from JSON as it is: a query dict would give a list's last value."""

    def __init__(self, data):
        super().__init__(data)
        for field in self.fields.values():
            if isinstance(field, CodesField):
                field.widget.value_from_datadict = lambda data, files, name: data.get(name)


class SubmitManyForm(ManyForm):
    enterprises = CodesField(label=_("企业"))


class StartManyForm(SubmitManyForm):
    source = forms.ChoiceField(label=_("起点"), choices=Source.choices)


class MakeLinksForm(SubmitManyForm):
    task = forms.ChoiceField(label=pgettext_lazy("link", "事项"), choices=CollectionLink.Task.choices)


class LinksForm(ManyForm):
    links = NumbersField(label=_("链接"))
