"""A loop on its page and on its firm's."""

from plans.models.loops import Loop

from .forms import filed


def test_sun_orders_and_li_confirms_on_the_loops_page(world, client):
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    client.force_login(world.li)
    assert client.get(f"/plans/{plan.pk}/order/").status_code == 403
    client.force_login(world.sun)
    assert "下达启动" in client.get(f"/plans/{plan.pk}/").content.decode()
    response = client.post(f"/plans/{plan.pk}/order/", {"basis": "合江县指挥部第2号通告"})
    loop = Loop.objects.get()
    assert response.url == f"/loops/{loop.pk}/"
    assert client.post(f"/plans/{plan.pk}/order/", {}).status_code == 409
    client.force_login(world.li)
    refused = client.post(response.url, {"verb": "confirm", "key": "a"})
    assert refused.status_code == 400 and "方案为186人" in refused.content.decode()
    when = "2022-09-08T11:58"
    client.post(response.url, {"verb": "confirm", "key": "b", "people_inside": "181", "occurred_at": when})
    loop.refresh_from_db()
    assert loop.status == "ordered"  # before the order of 12:00: refused in words
    client.post(response.url, {"verb": "confirm", "key": "c", "people_inside": "181"})
    loop.refresh_from_db()
    assert (loop.status, loop.people_inside) == ("running", 181)


def test_a_firms_page_shows_its_plans_and_loop(world, client):
    from plans.loops.services import order_loop

    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    order_loop(world.shanda, by=world.sun)
    client.force_login(world.li)
    text = client.get(f"/enterprises/{world.shanda.credit_code}/").content.decode()
    assert "已备案" in text and "待封闭" in text
