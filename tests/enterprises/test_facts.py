"""One fact of a firm corrected over REST; a firm found by what one happens to type."""

import pytest

from enterprises.finding import found_by
from enterprises.models import Enterprise


def test_over_rest_one_fact_is_corrected_alone_and_what_is_not_ones_own_to_change_stays(world, client):
    client.force_login(world.li)
    url, before = f"/api/v1/enterprises/{world.shanda.credit_code}/", world.shanda
    said = {"contact_phone": "0830-5209999", "name": "改名", "disqualified_at": "2022-09-01T00:00:00+08:00"}
    assert client.patch(url, said, content_type="application/json").status_code == 200
    firm = Enterprise.objects.get(pk=before.pk)
    assert (firm.contact_phone, firm.name, firm.disqualified_at) == ("0830-5209999", before.name, None)
    assert (firm.county, firm.town, firm.park, firm.capability) == (
        before.county,
        before.town,
        before.park,
        before.capability,
    )


@pytest.mark.parametrize(
    "typed", ["达（集团）", "达(集团)", "达 ( 集团 ）", "\u200b达（集团）", "ＬＺＳＤ", "lzsd"]
)
def test_a_firm_is_found_whatever_the_width_of_what_one_types(world, typed):
    Enterprise.objects.filter(pk=world.shanda.pk).update(name="泸州山达（集团）有限公司")
    assert Enterprise.objects.get(found_by(typed)) == world.shanda
