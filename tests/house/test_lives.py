"""Every life of the portal is whole: a step table, a kept table of who may what, every verb within reach."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from workflow.models import Life, Step
from workflow.rest import LifeViewSet

from .sitemap import routes

TESTS = Path(__file__).parent.parent
LIVES = [model for model in apps.get_models() if issubclass(model, Life)]
every_life = pytest.mark.parametrize("model", LIVES, ids=lambda model: model.__name__)


def pressed(model):
    """The verbs a person presses on a record that stands: not its beginnings, nor what another deed brings.

    ``edit`` has a form of its own.
    """
    return {
        verb
        for verb, move in model.MOVES.items()
        if verb != "edit" and not move.consequence and move.sources != {""}
    }


def view_set_of(model):
    found = {
        entry.callback.cls
        for _route, entry in routes(get_resolver())
        if issubclass(getattr(entry.callback, "cls", object), LifeViewSet)
    }
    [view_set] = [one for one in found if one.verbs and one.columns.model is model]
    return view_set


@every_life
def test_a_life_has_its_steps(model):
    assert issubclass(model.step_model(), Step)
    assert set(model.leans_on) <= {field.name for field in model._meta.fields}
    targets = {move.target for move in model.MOVES.values()} - {None}
    assert targets == set(model.Status.values), "a status no verb leads to"


@every_life
def test_a_life_has_its_table(model):
    kept = "".join(path.read_text("utf-8") for path in TESTS.joinpath(model._meta.app_label).glob("matrix_*"))
    missing = [verb for verb, move in model.MOVES.items() if f"[{verb}] " not in kept]
    assert not missing


@every_life
def test_every_verb_is_pressed_by_page_and_by_rest(model):
    by_rest = view_set_of(model)
    assert pressed(model) <= set(by_rest.verbs), "not by REST"
    assert all(hasattr(by_rest, f"press_{verb}") for verb in pressed(model))
    # The page of a record shows the same verbs: record_page is handed what the view set names.
    app = importlib.import_module(model._meta.app_label)
    walked = pkgutil.walk_packages(app.__path__, f"{app.__name__}.")
    modules = [importlib.import_module(one.name) for one in walked if ".migrations" not in one.name]
    assert any(getattr(one, "VERBS", None) is by_rest.verbs for one in modules), "not by page"
