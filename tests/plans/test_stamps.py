"""盖章 in the list of plans: by the portal's paper that came back sealed, by the firm's own document, or not yet."""

from django.core.files.uploadedfile import SimpleUploadedFile

from papers.services import take_sealed
from plans.attachments.services import attach
from plans.models import PlanAttachment
from plans.paper.printing import plan_paper
from plans.services import start_plan

from .forms import submitted

SEALED = b"%PDF-1.7\n% /ByteRange [0 1 2 3]\nsealed elsewhere"
OWN = b"%PDF-1.4 our own plan"


def test_the_list_tells_which_plans_bear_a_stamp_and_is_narrowed_by_it(world, client, api_of):
    sealed = submitted(world.shanda, world.li)
    paper = plan_paper(sealed, by=world.li, base="http://testserver")
    own = start_plan(world.qingquan, by=world.ma)
    attach(own, SimpleUploadedFile("方案.pdf", OWN), kind=PlanAttachment.Kind.STAMPED, by=world.ma)
    park = start_plan(world.port, by=world.luo)
    sun = api_of(world.sun)

    def told(query=""):
        rows = sun.get(f"/api/v1/plans/{query}").json()["results"]
        return {row["id"]: row["stamp"] for row in rows}

    assert told() == {sealed.pk: "none", own.pk: "own", park.pk: "none"}
    take_sealed(paper, SimpleUploadedFile("签章.pdf", SEALED), by=world.li)
    assert told() == {sealed.pk: "paper", own.pk: "own", park.pk: "none"}
    assert set(told("?stamped=true")) == {sealed.pk, own.pk} and set(told("?stamped=false")) == {park.pk}
    client.force_login(world.sun)
    page = client.get("/plans/").content.decode()
    assert "盖章件" in page and "自有方案" in page and "未盖章" in page
    narrowed = client.get("/plans/?stamped=false").content.decode()
    assert world.port.name in narrowed and world.shanda.name not in narrowed
