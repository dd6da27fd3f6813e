"""The types of pass and one application, for the stories about passes."""

from datetime import date

import pytest

from passes import services
from passes.types import ensure_pass_types
from periods.kinds import kind_named
from periods.models import ControlPeriod, PeriodTerm
from tests.conftest import shanghai
from workflow.deeds import deed as one_deed
from workflow.moves import begin
from workflow.versions import record_facts


@pytest.fixture
def types(world):
    """The bureau (Chen, Lin) issues the city's passes, headquarters' transport group (He) the others."""
    return ensure_pass_types(
        {
            "city_emergency": world.bureau,
            "province_emergency": world.transport_group,
            "national_goods": world.transport_group,
        }
    )


@pytest.fixture
def application(world, types):
    """What Li fills in for Shanda's truck; ``application(plate=…)`` changes answers."""

    def make(**changes):
        return {
            "type": types["city_emergency"],
            "enterprise": world.shanda,
            "plate": "川E·12345",
            "plate_colour": "yellow",
            "driver_name": "赵师傅",
            "driver_phone": "13900000001",
            "goods_category": "raw_materials",
            "goods_name": "钢材",
            "weight_t": "12.5",
            "origin": world.r510522,
            "destination": world.r510502,
            "route": "G93 合江—泸州",
            "first_day": date(2022, 9, 8),
            "last_day": date(2022, 9, 14),
        } | changes

    return make


@pytest.fixture
def recommended(world, application):
    """A pass that Li asked for, Sun accepted and Ren recommended."""

    def make(**changes):
        made = services.apply_for_pass(by=world.li, **application(**changes))
        services.accept_pass(made, by=world.sun)
        services.recommend_pass(made, by=world.ren)
        return made

    return make


@pytest.fixture
def issued(world, recommended):
    def make(**changes):
        made = recommended(**changes)
        services.issue_pass(made, by=world.chen)
        return made

    return make


@pytest.fixture
def under_control(world):
    """``under_control(region)``: a control period has been open there since the morning."""

    def open_in(region):
        kind = kind_named("临时性静态管理")
        period = ControlPeriod(issuer="泸州市指挥部", number="第1号", kind=kind, region=region)
        with one_deed("announce", by=world.chen) as deed:
            begin(ControlPeriod, [period], "announce", by=world.chen, deed=deed)
            term = {"period_id": period.pk, "since": shanghai("2022-09-08 06:00")}
            record_facts(PeriodTerm, [term], by=world.chen, deed=deed)
        return period

    return open_in
