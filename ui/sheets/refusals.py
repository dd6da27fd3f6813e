"""What the database refused, in the words its constraint has for people."""

from django.apps import apps
from django.utils.translation import gettext as _


def sentence_of(error):
    """The sentence of the broken constraint, of a ValidationError, or a plain one."""
    if messages := getattr(error, "messages", None):
        return "".join(str(message) for message in messages)
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models() if name else ():
        if name in getattr(model, "guards", ()):
            return str(model.guards[name])
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return _("与已有记录冲突，没有写入任何内容。请重新检查后再试。")
