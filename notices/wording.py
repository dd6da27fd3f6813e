"""A notice as a sentence in the reader's language, made when it is read."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def in_words(notice):
    """What was done to which records, and by whom: …公司：闭环方案 备案（合江县经信局 孙禾）。"""
    said = {
        "verb": verb_of(notice),
        "thing": notice.model._meta.verbose_name,
        "subject": notice.subject,
        "who": doer_of(notice.deed),
        "count": notice.count,
    }
    if notice.count == 1:
        return _("%(subject)s：%(thing)s %(verb)s（%(who)s）") % said
    return (
        ngettext(
            "%(subject)s等%(count)d项：%(thing)s %(verb)s（%(who)s）",
            "%(subject)s等%(count)d项：%(thing)s %(verb)s（%(who)s）",
            notice.count,
        )
        % said
    )


def verb_of(notice):
    """The verb's label; one that a later portal no longer knows stands for itself."""
    move = notice.model.MOVES.get(notice.verb)
    return move.label if move else notice.verb


def doer_of(deed):
    """The unit and person who did it."""
    if deed.by is None:
        return _("系统按时办理")
    if deed.unit is None:
        return str(deed.by)
    return _("%(unit)s %(person)s") % {"unit": deed.unit, "person": deed.by}


def more_of(notices):
    """{notice key: what their kind tells besides}, such as the ground of a decision; a statement a kind.

    A model that has more to tell has ``tell_more(keys) -> {key: sentence}``.
    """
    told, by_kind = {}, {}
    for notice in notices:
        if notice.record_id and hasattr(notice.model, "tell_more"):
            by_kind.setdefault(notice.model, []).append(notice)
    for model, some in by_kind.items():
        sentences = model.tell_more({notice.record_id for notice in some})
        told |= {notice.pk: sentences.get(notice.record_id, "") for notice in some}
    return told
