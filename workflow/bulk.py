"""A verb written once, for a queryset; its singular is made from it."""

from .moves import raise_refusal


def single(many, name):
    """The verb ``many`` on one record: raises its refusal, refreshes the record, returns the deed."""

    def press(record, *, by, **words):
        done = many(type(record)._base_manager.filter(pk=record.pk), by=by, **words)
        raise_refusal(done, record.pk)
        record.refresh_from_db()
        return done.deed

    press.__name__, press.__doc__ = name, many.__doc__
    return press
