"""Remarks at the field: written while reading, sent all at once, mended, and told in the next version."""

import pytest

from plans.models import Remark
from plans.review.remarks import became, mark_mended, remarks_to_mend, write_remark
from plans.services import endorse_plan, return_plan, save_section, submit_plan
from workflow.errors import NotYours, Refused

from .forms import WHOLE, submitted
from .test_pages import posted

pytestmark = pytest.mark.database


@pytest.fixture
def plan(world):
    return submitted(world.shanda, world.li, {**WHOLE, "beds": 172})


def test_all_defects_go_out_at_once_and_the_next_version_tells_what_became_of_them(world, plan):
    write_remark(plan, by=world.luo, question="beds", text="床位少14张")
    write_remark(plan, by=world.xu, question="stock", text="补充物资清单")
    write_remark(plan, by=world.luo, question="gates_kept", text="写错了")
    write_remark(plan, by=world.luo, question="gates_kept", text="")  # taken back
    assert remarks_to_mend(plan) == {}  # drafts are nobody else's
    return_plan(plan, by=world.luo, remark="共2处")
    assert {key: found[0].text for key, found in remarks_to_mend(plan).items()} == {
        "beds": "床位少14张",
        "stock": "补充物资清单",
    }
    lodging = plan.versions.last().sections.get(key="lodging")
    save_section(plan, "lodging", {**lodging.answers, "beds": 190}, by=world.li, revision=lodging.revision)
    mark_mended(plan, by=world.li, questions=["beds"])
    submit_plan(plan, by=world.li)
    told = [(r.question, bool(r.mended_at), *answers) for _l, r, *answers in became(plan.versions.last())]
    assert told == [("beds", True, "172 张", "190 张"), ("stock", False, "", "")]


def test_only_reviewers_write_and_only_the_filer_mends(world, plan):
    with pytest.raises(NotYours):
        write_remark(plan, by=world.li, question="beds", text="x")
    with pytest.raises(Refused, match="没有这个项目"):
        write_remark(plan, by=world.luo, question="moon", text="x")
    write_remark(plan, by=world.luo, question="beds", text="床位少14张")
    with pytest.raises(Refused):
        mark_mended(plan, by=world.li, questions=["beds"])  # not returned yet
    return_plan(plan, by=world.luo, remark="共1处")
    with pytest.raises(Refused, match="没有退回意见"):
        mark_mended(plan, by=world.li, questions=["moon"])
    with pytest.raises(NotYours):
        mark_mended(plan, by=world.sun, questions=["beds"])
    with pytest.raises(NotYours):
        write_remark(plan, by=world.luo, question="beds", text="再补")  # no longer before him


def test_the_countys_remarks_are_its_own_round(world, plan):
    write_remark(plan, by=world.luo, question="beds", text="床位少14张")
    return_plan(plan, by=world.luo, remark="共1处")
    submit_plan(plan, by=world.li)
    endorse_plan(plan, by=world.xu)
    write_remark(plan, by=world.sun, question="duty_phone", text="打不通")
    return_plan(plan, by=world.sun, remark="共1处")
    assert list(remarks_to_mend(plan)) == ["duty_phone"]
    assert Remark.objects.exclude(deed=None).count() == 2


def test_luo_writes_while_reading_and_li_mends_at_the_field(world, plan, client):
    client.force_login(world.luo)
    url = f"/plans/{plan.pk}/"
    assert "提意见" in client.get(url).content.decode()
    assert 'name="text"' in client.get(f"{url}?remark=beds").content.decode()
    done = client.post(url, {"verb": "remark", "question": "beds", "text": "床位少14张"})
    assert done.url == f"{url}#q-beds"
    page = client.get(url)
    assert "待发意见" in page.content.decode() and "共1处需补正" in page.content.decode()
    client.force_login(world.li)
    assert "床位少14张" not in client.get(url).content.decode()
    client.force_login(world.luo)
    client.post(url, {"verb": "return", "remark": "共1处需补正", "key": "r"})
    client.force_login(world.li)
    fill = client.get(f"{url}fill/").content.decode()
    assert "床位少14张" in fill and 'name="mended"' in fill
    answers = {**WHOLE, "beds": 190}
    client.post(f"{url}fill/", posted(plan, answers, save="1", mended="beds"))
    assert 'value="beds" checked' in client.get(f"{url}fill/").content.decode()
    client.post(f"{url}fill/", posted(plan, answers, submit="1", mended="beds", key="s"))
    client.force_login(world.luo)
    text = client.get(url).content.decode()
    assert "上一版退回意见的落实" in text and "已改" in text and "<ins>190 张</ins>" in text


def test_the_same_over_rest(world, plan, api_of):
    luo, li = api_of(world.luo), api_of(world.li)
    url = f"/api/v1/plans/{plan.pk}/"
    written = luo.post(url + "remark/", {"question": "beds", "text": "床位少14张"}, format="json")
    assert [r["sent"] for r in written.json()["remarks"]] == [False]
    assert li.get(url).json()["remarks"] == []
    luo.post(url + "return/", {"remark": "共1处"}, format="json")
    [told] = li.get(url).json()["remarks"]
    assert (told["question"], told["sent"], told["mended_at"]) == ("beds", True, None)
    assert li.post(url + "mend/", {"question": "beds"}, format="json").status_code == 200
    assert li.get(url).json()["remarks"][0]["mended_at"]
    li.post(url + "mend/", {"question": "beds", "mended": False}, format="json")
    assert li.get(url).json()["remarks"][0]["mended_at"] is None
    assert li.post(url + "mend/", {"question": "moon"}, format="json").json()["code"] == "no_remark"
