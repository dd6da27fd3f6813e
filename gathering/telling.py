"""What the REST of many firms answers: of those done, and of those left with why."""

from enterprises.models import Enterprise


def seen_firms(request, codes):
    return Enterprise.objects.visible_to(request.user).filter(credit_code__in=codes)


def refusals(firms, refused, codes):
    """[{credit_code, code, detail, missing}] of those left, those nobody may see among them."""
    names = dict(firms.values_list("pk", "credit_code"))
    told = [
        {
            "credit_code": names[key],
            "code": why[0],
            "detail": str(why[1]),
            "missing": why[2] if len(why) > 2 else [],
        }
        for key, why in refused.items()
    ]
    unknown = sorted(set(codes) - set(names.values()))
    return told + [{"credit_code": c, "code": "not_found", "detail": "", "missing": []} for c in unknown]
