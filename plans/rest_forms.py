"""What REST alone asks for: many firms by their codes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import OrderForm


class CodesField(forms.Field):
    """A list of credit codes as JSON gives it."""

    default_error_messages = {"not_a_list": _("须为统一社会信用代码的列表，1至2000个。")}

    def to_python(self, value):
        if value in (None, ""):
            return []
        if (
            not isinstance(value, list)
            or len(value) > 2000
            or not all(isinstance(code, str) for code in value)
        ):
            raise forms.ValidationError(self.error_messages["not_a_list"], code="not_a_list")
        return value


class OrderManyForm(OrderForm):
    enterprises = CodesField(label=_("企业"))

    def __init__(self, data):
        super().__init__(data)
        # A form reads a query dict by its last value; here the list itself is wanted.
        self.fields["enterprises"].widget.value_from_datadict = lambda data, files, name: data.get(name)
