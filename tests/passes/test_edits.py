"""An application returned and mended keeps who changed what, from what to what; a type keeps its scope."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from passes import services
from passes.models import PassEdit, Scope
from workflow.deeds import broken_constraints_explained
from workflow.errors import Refused


@pytest.fixture
def mended(world, application):
    """Li asked for Shanda's truck; Sun sent it back; Li mended route, end, goods and driver."""
    made = services.apply_for_pass(by=world.li, **application())
    services.return_pass(made, by=world.sun, remark="线路不明")
    changed = {
        "route": "G93 合江—江阳",
        "goods_category": "energy",
        "destination": world.r510504,
        "last_day": date(2022, 9, 12),
        "driver_name": "钱师傅",
    }
    services.edit_pass(made, by=world.li, **application(**changed))
    return made


def test_what_was_changed_stands_in_the_history_of_the_pass(world, client, mended):
    client.force_login(world.sun)
    page = client.get(mended.get_absolute_url())
    [edit] = [step for step in page.context["steps"] if "→" in (step["remark"] or "")]
    assert edit["person"] == world.li
    assert set(edit["remark"].splitlines()) == {
        "物资类别：原材料 → 能源物资",
        "目的地：江阳区 → 龙马潭区",
        "途经线路：G93 合江—泸州 → G93 合江—江阳",
        "有效期：9月8日–9月14日 → 9月8日–9月12日",
        "驾驶员：已改",
    }
    with override("zh-hans"):  # a request leaves its language behind
        page = client.get(mended.get_absolute_url(), headers={"Accept-Language": "en"})
    assert "Longmatan" in page.content.decode()


def test_what_crews_are_called_is_kept_once_only(mended):
    [edit] = PassEdit.objects.all()
    assert "钱师傅" not in str(edit.changes) and "赵师傅" not in str(edit.changes)


def test_an_edit_that_changes_nothing_keeps_nothing(world, application):
    made = services.apply_for_pass(by=world.li, draft=True, **application())
    made.refresh_from_db()
    services.edit_pass(made, by=world.li, **application())
    assert not PassEdit.objects.exists()


def test_an_edit_once_kept_is_never_changed(mended):
    with pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic():
        PassEdit.objects.update(changes=[])


def test_a_type_keeps_its_scope_once_passes_of_it_were_issued(world, types, recommended):
    kind = types["city_emergency"]
    kind.scope = Scope.PROVINCE
    kind.save()
    kind.scope = Scope.CITY
    kind.save()  # nothing was issued yet: free to be put right
    services.issue_pass(recommended(), by=world.chen)
    kind.scope, kind.longest_days = Scope.PROVINCE, 9
    with (
        pytest.raises(Refused, match="停用此类型，另设一个新类型"),
        transaction.atomic(),
        broken_constraints_explained(type(kind)),
    ):
        kind.save()
    kind.scope = Scope.CITY
    kind.save()  # the rest of a type stays the officials' to change
    with override("en"):
        assert str(type(kind).guards["pass_type_keeps_scope"]).startswith("Passes of this type")
