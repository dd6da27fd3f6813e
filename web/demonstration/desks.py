"""What waits at the desks of the pass officers on the first morning, and what they keep to say about it."""

from datetime import timedelta

from passes.batches.services import file_batch
from passes.bulk import accept_passes, apply_in_bulk, recommend_passes
from passes.desk.phrases import keep_phrase
from passes.models import KeptPhrase, PassType, VehiclePass
from regions.models import Region

from .emergency import all_of
from .files import at
from .registry import LABEL
from .traffic import codes_of, columns_of

PHRASES = {
    KeptPhrase.Use.RETURN: ["请补充货物名称和重量。", "途经路线不完整，请写明经过的区县。"],
    KeptPhrase.Use.REFUSE: ["该车已有有效通行证，无需重复办理。"],
}


def waiting_passes(files, cast):
    """The last day's last applicants ask for another vehicle in the morning: the queue that officers find."""
    online = (row for row in files.passes if row["渠道"] == "线上")
    latest = sorted(online, key=lambda row: row["核发时间"])[-12:]
    day = files.days[-1] + timedelta(days=1)

    def ask():
        types = {kind.name: kind for kind in PassType.objects.all()}
        regions = {region.code: region for region in Region.objects.filter(code__in=codes_of(latest))}

        def another(row, number):
            plate = {"plate": f"{row['车牌号码'][:2]}{number:05d}", "plate_colour": "blue"}
            dates = {"first_day": day, "last_day": day + timedelta(days=6)}
            columns = columns_of(row, cast, types, regions)
            firm = columns["enterprise"]
            ends = {"origin_place": str(firm.town or firm.park), "destination_place": f"物流中转站{LABEL}"}
            return columns | ends | plate | dates

        _singly(cast, [another(row, 90001 + place * 37) for place, row in enumerate(latest)])
        _together(cast, [another(latest[-1], 91201 + place * 43) for place in range(6)])

    return [(at(day, 7, 10), lambda: _phrases(cast)), (at(day, 7, 40), ask)]


def _singly(cast, wanted):
    """Seven are accepted, four of them recommended, the others have just come in."""
    firms = [row["enterprise"] for row in wanted]
    asked = [
        (firm, VehiclePass.objects.filter(pk=apply_in_bulk([row], by=cast.territory(firm))[0].pk))
        for firm, row in zip(firms, wanted, strict=True)
    ]
    for firm, new in asked[:7]:
        all_of(accept_passes(new, by=cast.county(firm)))
    for firm, new in asked[:4]:
        all_of(recommend_passes(new, by=cast.county(firm)))


def _together(cast, wanted):
    """One firm asks for six vehicles in one letter."""
    firm = wanted[0]["enterprise"]
    file_batch(wanted, by=cast.territory(firm), letter_unit=firm.name, letter=f"〔2022〕9号{LABEL}")


def _phrases(cast):
    for officer in [*cast.city[:1], *cast.districts.values()]:
        for use, phrases in PHRASES.items():
            for words in phrases:
                keep_phrase(use=use, words=words, by=officer)
