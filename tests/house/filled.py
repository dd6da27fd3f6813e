"""Something of every kind filed under the Hejiang firm and park, with what must not leak of it."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import acting
from accounts.models import Unit
from accounts.tokens import create_token
from calls.opening import open_for_order
from checkpoints.services import enrol, make_code, open_post
from clock import clock
from control.disqualification.services import propose_disqualification, state_case
from control.switch.prepared import prepare_switch
from control.switch.scope import Scope
from control.switch.services import order_switch, preview_order
from enterprises.models import Enterprise
from enterprises.services import file_return, write_entry
from files.services import keep
from gathering.making import make_links
from gathering.parks import save_template
from notices.delivering import deliver_outbox
from notices.models import Notice
from papers.models import Pack, Paper
from papers.services import take_sealed
from passes.batches.services import attach_scan, file_batch
from passes.desk.phrases import keep_phrase
from passes.models import KeptPhrase, StableVehicle
from passes.types import ensure_pass_types
from plans.attachments.services import attach
from plans.models import CheckSignature
from plans.paper.printing import plan_paper
from plans.review.checking import sign_plan
from plans.services import endorse_plan, file_plan, start_plan
from tests.plans.forms import checked, submitted
from whitelist.services import attach_file, list_entry, nominate

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
UNIT = "山达重工防疫专班"
SEALED = b"%PDF-1.7\n% /ByteRange [0 1 2 3]\nsealed elsewhere"


def fill(world):
    firm, park = world.shanda, world.port
    write_entry(
        firm, by=world.sun, year=2022, above_scale=True, output_value=Decimal("29087.8"), employees=209
    )
    file_return(firm, by=world.li, day=clock.today(), status="normal", on_site=186)
    words = {"category": "livelihood", "effective_from": clock.today(), "document": "泸工指〔2022〕5号"}
    [entry] = nominate([firm], by=world.sun, **words)
    nominate([park], by=world.sun, category="livelihood", effective_from=clock.today())
    plan = submitted(firm, world.li)
    endorse_plan(plan, by=world.luo)
    photo = SimpleUploadedFile("签字表.png", PNG)
    sign_plan(plan, by=world.sun, unit="territory", signer="周强", verdict="pass", photo=photo)
    checked(plan, by=world.sun)
    file_plan(plan, by=world.sun)
    paper = plan_paper(plan, by=world.li, base="http://testserver")
    paper = take_sealed(paper, SimpleUploadedFile("签章.pdf", SEALED), by=world.li)
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
    drawing = SimpleUploadedFile("厂区.png", PNG)
    attached = attach(start_plan(park, by=world.luo), drawing, kind="site_plan", by=world.luo)
    case = propose_disqualification(firm, by=world.sun, ground="seal", facts=f"{firm.name}封条被撕")
    state_case(case, by=world.li, text="封条系风吹脱落。", file=SimpleUploadedFile("照片.png", PNG))
    list_entry(entry, by=world.chen)
    attach_file(entry, by=world.chen, file=SimpleUploadedFile("名单.png", PNG))
    [own] = world.sun.posts
    lent = acting.lend(own, by=world.sun, to=world.luo, until=clock.now() + timedelta(hours=8))
    token, _secret = create_token(world.sun, name="日报")
    deliver_outbox()
    notice = Notice.objects.filter(user=world.luo).first()
    signature = CheckSignature.objects.filter(photo__isnull=False).first()
    post = open_post(by=world.sun, name=f"{firm.name}门前卡口", region=world.r510522, unit=world.hejiang)
    device, _token = enrol(make_code(post, by=world.sun)[0], name=f"{firm.name}的手机")
    attach_scan(batch, SimpleUploadedFile("来函.png", PNG), by=world.li)
    stamped = Paper.objects.create(
        kind="pass",
        key=str(vehicle_pass.pk),
        digest="stamped",
        title=firm.name,
        language="zh-hans",
        data={},
        by=world.chen,
        wanted_at=clock.now(),
        sealed=keep(SimpleUploadedFile("盖章.png", PNG), by=world.chen),
    )
    phrase = keep_phrase(use=KeptPhrase.Use.values[0], words="来函未盖章", by=world.sun)
    pack = Pack.objects.create(
        title=firm.name,
        count=1,
        by=world.sun,
        wanted_at=clock.now(),
        made_at=clock.now(),
        file=signature.photo,
        kind="pass",
        keys=[str(vehicle_pass.pk)],
        sealed=keep(SimpleUploadedFile("成批盖章.png", PNG), by=world.chen),
        sealed_at=clock.now(),
    )
    # A firm's unit bears its name; here another, so that it is seen which of the two is told.
    Unit.objects.filter(pk=firm.unit_id).update(name=UNIT)
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
        f"/passes/{vehicle_pass.pk}/sealed/": stamped.sealed.uid,
        "/d/": vehicle_pass.uid,
        "/api/v1/passes/": vehicle_pass.pk,
        f"/plans/{plan.pk}/fill/": "people",
        f"/plans/{plan.pk}/check/photos/": signature.photo.uid,
        f"/plans/{plan.pk}/sealed/": paper.sealed.uid,
        f"/api/v1/plans/{plan.pk}/photos/": signature.photo.uid,
        f"/api/v1/plans/{plan.pk}/sections/": "people",
        "/papers/packs/": pack.uid,
        "/api/v1/paper-packs/": pack.uid,
        "/api/v1/pass-phrases/": phrase.pk,
        "/api/v1/pass-vehicles/": StableVehicle.objects.get().pk,
        "/acting/": lent.pk,
        "/api/v1/acting-powers/": lent.pk,
        "/tokens/": token.pk,
        "/notices/": notice.pk,
        "/api/v1/notices/": notice.pk,
        "/api/v1/returns/": firm.returns.current().get().pk,
    }
    return SimpleNamespace(
        secrets=secrets,
        unit=UNIT,
        questions=questions,
        keys=keys,
        link=link,
        plan=plan,
        vehicle_pass=vehicle_pass,
    )
