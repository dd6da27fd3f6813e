"""What a firm's own page shows of its passes."""

from django.urls import reverse

from clock import clock

from .models import VehiclePass
from .standing import CHOICES, TONES, standing_of


def of_firm(user, firm):
    """The firm's latest five, or None when there is none to see."""
    found = VehiclePass.objects.visible_to(user).filter(enterprise=firm)
    rows = list(found.select_related("type", "destination").order_by("-pk")[:5])
    if not rows:
        return None
    now, words = clock.now(), dict(CHOICES)
    for row in rows:
        standing = standing_of(row, now)
        row.shown_state = (TONES[standing], words[standing])
    return {"rows": rows, "url": f"{reverse('passes:list')}?q={firm.credit_code}"}
