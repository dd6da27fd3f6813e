"""Something of every kind filed under the Hejiang firm and park, with what must not leak of it."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from calls.opening import open_for_order
from checkpoints.services import enrol, make_code, open_post
from clock import clock
from control.disqualif_services import propose_disqualification
from control.switch_prepared import prepare_switch
from control.switch_scope import Scope
from control.switch_services import order_switch, preview_order
from enterprises.models import Enterprise
from enterprises.services import file_return, write_entry
from gathering.making import make_links
from gathering.parks import save_template
from passes.batches.services import file_batch
from passes.types import ensure_pass_types
from plans.attaching import attach
from plans.services import start_plan
from tests.plans.forms import filed
from whitelist.services import nominate


def fill(world):
    firm, park = world.shanda, world.port
    write_entry(
        firm, by=world.sun, year=2022, above_scale=True, output_value=Decimal("29087.8"), employees=209
    )
    file_return(firm, by=world.li, day=clock.today(), status="normal", on_site=186)
    [entry] = nominate([firm], by=world.sun, category="livelihood", effective_from=clock.today())
    nominate([park], by=world.sun, category="livelihood", effective_from=clock.today())
    plan = filed(firm, clerk=world.li, territory=world.luo, district=world.sun)
    county = Scope(region=world.r510522)
    hour = clock.now() + timedelta(hours=10)
    prepared = prepare_switch(county, by=world.sun, hour=hour, basis=f"通告 {firm.credit_code}")
    drill = order_switch(county, by=world.sun, digest=preview_order(county, by=world.sun).digest, drill=True)
    switch = order_switch(county, by=world.sun, digest=preview_order(county, by=world.sun).digest)
    loop = firm.loops.get()
    sheet = open_for_order(loop.steps.get().deed)
    [link] = make_links(Enterprise.objects.filter(pk=firm.pk), by=world.luo, task="confirm").links
    save_template(park, {"transfer_name": "许平"}, by=world.luo)
    application = {
        "type": ensure_pass_types(world.bureau)["city_emergency"],
        "enterprise": firm,
        "plate": "川E·12345",
        "plate_colour": "yellow",
        "driver_name": "赵师傅",
        "driver_phone": "13900000001",
        "goods_category": "raw_materials",
        "goods_name": "钢材",
        "origin": world.r510522,
        "destination": world.r510502,
        "first_day": clock.today(),
        "last_day": clock.today() + timedelta(days=6),
    }
    batch = file_batch([application], by=world.li, letter_unit=firm.name, letter="山达函〔2022〕7号")
    vehicle_pass = batch.passes.get()
    drawing = SimpleUploadedFile("厂区.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20)
    attached = attach(start_plan(park, by=world.luo), drawing, kind="site_plan", by=world.luo)
    case = propose_disqualification(firm, by=world.sun, ground="seal", facts=f"{firm.name}封条被撕")
    post = open_post(by=world.sun, name=f"{firm.name}门前卡口", region=world.r510522, unit=world.hejiang)
    device, _token = enrol(make_code(post, by=world.sun)[0], name=f"{firm.name}的手机")
    secrets = [firm.name, firm.credit_code, "29087.8"]  # a park's name stands on its committee's seal
    questions = [
        {},
        {"q": firm.name},
        {"q": firm.credit_code},
        {"county": "510522"},
        {"export": "csv"},
        {"export": "xlsx"},
        {"format": "csv"},
        {"ordering": "name"},
        {"ordering": "-output_value"},
        {"park": park.pk},
        {"region": "510522"},
    ]
    keys = {
        "/links/": link.pk,
        "/api/v1/collection-links/": link.pk,
        "/gathering/templates/": park.pk,
        "/api/v1/park-templates/": park.pk,
        "/enterprises/": firm.credit_code,
        "/api/v1/enterprises/": firm.credit_code,
        "/parks/": park.pk,
        "/api/v1/parks/": park.pk,
        "/whitelist/": entry.pk,
        "/api/v1/whitelist/": entry.pk,
        "/plans/": plan.pk,
        "/api/v1/plans/": plan.pk,
        "/plan-attachments/": attached.file.uid,
        "/api/v1/plan-attachments/": attached.file.uid,
        "/calls/": sheet.pk,
        "/api/v1/call-sheets/": sheet.pk,
        "/calls/firms/": sheet.calls.get().pk,
        "/api/v1/calls/": sheet.calls.get().pk,
        "/disqualifications/": case.pk,
        "/api/v1/disqualifications/": case.pk,
        "/loops/": firm.loops.get().pk,
        "/api/v1/loops/": firm.loops.get().pk,
        "/switches/": switch.pk,
        "/api/v1/switches/": drill.pk,
        "/switches/prepared/": prepared.pk,
        "/api/v1/prepared-switches/": prepared.pk,
        "/passes/batches/": batch.pk,
        "/api/v1/pass-batches/": batch.pk,
        "/posts/": post.pk,
        "/api/v1/posts/": post.pk,
        "/api/v1/post-phones/": device.pk,
        "/passes/": vehicle_pass.pk,
        "/d/": vehicle_pass.uid,
        "/api/v1/passes/": vehicle_pass.pk,
        "/api/v1/returns/": firm.returns.current().get().pk,
    }
    return SimpleNamespace(secrets=secrets, questions=questions, keys=keys, link=link, plan=plan)
