"""Every verb × every status × everyone of the cast, as one table kept beside this file."""

from pathlib import Path

from clock import clock
from passes import services
from passes.apply.drawing import drawn_up
from passes.models import VehiclePass
from passes.steps import Desk, Steps
from tests.matrix import compare, matrix


def test_who_may_press_what_on_a_pass_of_shanda(world, application, recommended, issued):
    plates = iter(range(1000, 2000))

    def applied(draft=False):
        return services.apply_for_pass(by=world.li, draft=draft, **application(plate=f"川E1{next(plates)}"))

    def just_inserted():
        row = drawn_up(application(), world.li)
        row.moved_at = clock.now()
        row.save()
        return row

    def accepted():
        made = applied()
        services.accept_pass(made, by=world.sun)
        return made

    def after(verb, make, by, **words):
        made = make()
        getattr(services, f"{verb}_pass")(made, by=by, **words)
        return made

    def in_force():
        return issued(plate=f"川E1{next(plates)}")

    def displaced():
        plate = f"川E1{next(plates)}"
        old = issued(plate=plate)
        issued(plate=plate)
        old.refresh_from_db()
        return old

    says = {"remark": "核查", "basis": "第9号通告"}
    ways = {
        "": just_inserted,
        "draft": lambda: applied(draft=True),
        "submitted": applied,
        "accepted": accepted,
        "recommended": lambda: recommended(plate=f"川E1{next(plates)}"),
        "issued": in_force,
        "returned": lambda: after("return", applied, world.sun, remark="补正"),
        "refused": lambda: after("refuse", applied, world.sun, remark="不需要"),
        "withdrawn": lambda: after("withdraw", applied, world.li),
        "suspended": lambda: after("suspend", in_force, world.he, remark="核查"),
        "revoked": lambda: after("revoke", in_force, world.he, **says),
        "recalled": lambda: after("recall", in_force, world.he, **says),
        "voided": lambda: after("void", in_force, world.he, **says),
        "superseded": displaced,
    }
    text = matrix(VehiclePass, lambda status: ways[status](), world.people)
    compare(text, Path(__file__).with_name("matrix_pass.txt"))


BEFORE_ISSUE = ["accept", "recommend", "issue", "accept_recommend", "recommend_issue", "accept_issue"]
BEFORE_ISSUE += ["check", "return", "refuse", "claim"]
KINDS = [
    (Steps.STRAIGHT, Desk.ANY),
    (Steps.ACCEPT, Desk.ANY),
    *((Steps.BOTH, desk) for desk in Desk),
    *((Steps.RECOMMEND, desk) for desk in Desk if desk != Desk.ANY),
]


def test_who_may_press_what_before_issue_under_each_kind_of_steps(world, application, types):
    plates = iter(range(1000, 2000))
    tables = []
    for steps, desk in KINDS:
        kind = types["city_emergency"]
        kind.steps, kind.recommender = steps, desk
        kind.save()

        def stands(status):
            if status not in ("submitted", "accepted", "recommended"):
                return None
            one = services.apply_for_pass(by=world.li, **application(plate=f"川E1{next(plates)}"))
            if status != "submitted":
                VehiclePass.objects.filter(pk=one.pk).update(status=status)  # whether or not it gets there
                one.refresh_from_db()
            return one

        tables += [f"# {steps} {desk}", matrix(VehiclePass, stands, world.people, BEFORE_ISSUE)]
    compare("\n".join(tables), Path(__file__).with_name("matrix_pass_steps.txt"))
