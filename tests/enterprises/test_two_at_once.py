"""Two people at one firm's page: the telephone that opens a collection link must not fall back to the old one."""

import re

from enterprises.models import Enterprise

NEW, OTHER = "0830-5209999", "13911112222"


def shown(client, url):
    """The page as this person's browser would send it back: every field, and what it held when it was shown."""
    page = client.get(url)
    form = page.context["form"]
    answers = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    html = page.content.decode()
    held = {name: "" if value is None else value for name, value in re.findall(HIDDEN, html)}
    assert {f"initial-{name}" for name in answers} <= set(held)
    return answers | held


HIDDEN = r'<input type="hidden" name="(initial-\w+)"(?: value="([^"]*)")?'


def test_what_sun_corrected_meanwhile_stays_when_li_saves_an_older_page(world, client):
    url = f"/enterprises/{world.shanda.credit_code}/edit/"
    client.force_login(world.li)
    older = shown(client, url)
    client.force_login(world.sun)
    client.post(url, shown(client, url) | {"contact_phone": NEW, "liaison_name": ""})
    client.force_login(world.li)
    assert client.post(url, older | {"contact_name": "李联系"}).status_code == 302
    firm = Enterprise.objects.get(pk=world.shanda.pk)
    assert (firm.contact_phone, firm.contact_name, firm.liaison_name) == (NEW, "李联系", "")


def test_where_both_changed_one_field_the_second_is_asked_once(world, client):
    url = f"/enterprises/{world.shanda.credit_code}/edit/"
    client.force_login(world.li)
    older = shown(client, url) | {"contact_phone": OTHER}
    client.force_login(world.sun)
    client.post(url, shown(client, url) | {"contact_phone": NEW})
    client.force_login(world.li)
    refused = client.post(url, older)
    assert refused.status_code == 400
    assert f"此项刚被他人改为“{NEW}”" in refused.content.decode()
    assert Enterprise.objects.get(pk=world.shanda.pk).contact_phone == NEW
    again = older | dict(re.findall(HIDDEN, refused.content.decode()))
    assert client.post(url, again).status_code == 302
    assert Enterprise.objects.get(pk=world.shanda.pk).contact_phone == OTHER
