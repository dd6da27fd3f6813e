"""What the search box finds: each app answers for its own records (``finds = [function]`` on its AppConfig).

A function takes (user, words) and returns (label, queryset of records with ``get_absolute_url``, address of the
whole list); every queryset is already narrowed to what the person sees.
"""

from django.apps import apps

SHOWN = 8


def found(user, words):
    groups = []
    for config in reversed(list(apps.get_app_configs())):
        for find in getattr(config, "finds", ()):
            answer = find(user, words)
            if answer is None:
                continue
            label, records, url = answer
            hits = [{"name": str(one), "url": one.get_absolute_url()} for one in records[: SHOWN + 1]]
            if hits:
                groups.append({"label": label, "hits": hits[:SHOWN], "more": len(hits) > SHOWN, "url": url})
    return groups
