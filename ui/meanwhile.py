"""Two people at one record: what a page showed comes back with it, so that nobody undoes what another did meanwhile."""

from django import forms
from django.utils.translation import gettext as _


class Meanwhile(forms.BaseForm):
    """Of a form over a standing record. Only what this person changed is to be written: ``changed_answers``.

    A field that somebody else changed since the page was shown, and this person too, is refused once with what
    stands now; sent again, the answer holds. Whoever sends no ``initial-`` values has seen no page: what is sent
    is written, and nothing is emptied.
    """

    def watch_others(self):
        """To be called where a record stands."""
        for field in self.fields.values():
            field.show_hidden_initial = True

    def changed_answers(self):
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}

    def clean(self):
        answers = super().clean()
        for name in [name for name in self.changed_data if self._changed_by_others(name)]:
            now = self[name].initial
            self.add_error(name, forms.ValidationError(self._said(name, now), code="changed_meanwhile"))
            self.data = self.data.copy()  # the next press answers to what stands now
            self.data[self[name].html_initial_name] = self.fields[name].prepare_value(now)
        return answers

    def _changed_by_others(self, name):
        bound, field = self[name], self.fields[name]
        if not field.show_hidden_initial or bound.html_initial_name not in self.data:
            return False
        shown = field.hidden_widget().value_from_datadict(self.data, self.files, bound.html_initial_name)
        return field.has_changed(bound.initial, shown) and field.has_changed(bound.initial, bound.data)

    def _said(self, name, now):
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) and now:
            now = field.queryset.filter(**{field.to_field_name or "pk": now}).first()
        if now in (None, ""):
            return _("此项刚被他人清空。要保留您填的，请再按一次保存。")
        return _("此项刚被他人改为“{now}”。要保留您填的，请再按一次保存。").format(now=now)
