"""The types of pass a city starts with. Officials may change the rows; the codes stay."""

from .models import PassType, Scope

SHIPPED = [
    {
        "code": "city_emergency",
        "name": "市内应急通行证",
        "name_en": "City emergency pass",
        "scope": Scope.CITY,
        "minted": True,
        "longest_days": 7,
        "supersedes": PassType.Supersedes.PLATE_APPLICANT_ROUTE,
        "handling_hours": 8,
        "is_open": True,
    },
    {
        "code": "province_emergency",
        "name": "省内应急通行证",
        "name_en": "Provincial emergency pass",
        "scope": Scope.PROVINCE,
        "minted": False,
        "longest_days": 31,
        "supersedes": PassType.Supersedes.PLATE,
        "handling_hours": 24,
        "is_open": False,
        "needs_seal": True,
    },
    {
        "code": "national_goods",
        "name": "重点物资运输车辆通行证",
        "name_en": "Key goods transport pass",
        "scope": Scope.INTER_PROVINCE,
        "minted": False,
        "longest_days": 31,
        "supersedes": PassType.Supersedes.PLATE,
        "handling_hours": 24,
        "is_open": False,
        "needs_seal": True,
    },
]


def ensure_pass_types(units):
    """Write the shipped types that are missing; ``units`` is one issuing unit, or {code: unit}.

    What stands is left as officials made it. Returns {code: PassType}.
    """
    for row in SHIPPED:
        unit = units.get(row["code"]) if isinstance(units, dict) else units
        if unit is not None:
            PassType.objects.get_or_create(code=row["code"], defaults={**row, "issuing_unit": unit})
    return {kind.code: kind for kind in PassType.objects.select_related("issuing_unit")}
