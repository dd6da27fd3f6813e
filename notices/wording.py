"""A notice as a sentence in the reader's language, made when it is read."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def in_words(notice):
    """Who did what to which records: 孙禾（合江县经信局）办理“备案”：…一企一策。"""
    model = notice.model
    move = model.MOVES.get(notice.verb)
    said = {
        "verb": move.label if move else notice.verb,
        "thing": model._meta.verbose_name,
        "subject": notice.subject,
        "who": _who(notice.deed),
        "count": notice.count,
    }
    if notice.count == 1:
        return _("%(subject)s：%(thing)s%(verb)s（%(who)s）") % said
    return (
        ngettext(
            "%(subject)s等%(count)d项：%(thing)s%(verb)s（%(who)s）",
            "%(subject)s等%(count)d项：%(thing)s%(verb)s（%(who)s）",
            notice.count,
        )
        % said
    )


def _who(deed):
    if deed.by is None:
        return _("系统按时办理")
    if deed.unit is None:
        return str(deed.by)
    return _("%(unit)s %(person)s") % {"unit": deed.unit, "person": deed.by}
