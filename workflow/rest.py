"""Verbs over REST: ``POST …/{id}/{verb}/`` with the answers of the verb's form as JSON."""

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action

from ui.problems import Conflict, of_form
from ui.viewsets import ColumnsViewSet

from .deeds import pressed_once
from .errors import AlreadyDone, Refused
from .verbs import press, stop_strangers

KEY_HEADER = "Idempotency-Key"
_KEY = OpenApiParameter(KEY_HEADER, str, OpenApiParameter.HEADER, description="a repeated key is done once")


class LifeViewSet(ColumnsViewSet):
    """A ColumnsViewSet whose records move: set ``verbs``; each becomes an action.

    ``create_form`` with ``do_create`` opens POST on the list, ``edit_form`` with ``do_edit`` opens PATCH.
    Forms are those of the pages; they are given ``user``. An ``edit_form`` that says ``partial`` asks for nothing.
    """

    verbs = {}
    create_form = None
    edit_form = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for verb, what in cls.__dict__.get("verbs", {}).items():
            setattr(cls, f"press_{verb}", _verb_action(verb, what.form))
        if cls.__dict__.get("create_form"):
            cls.create = create_action(cls.create_form)
        if cls.__dict__.get("edit_form"):
            cls.partial_update = _edit_action(cls.edit_form)

    def record(self, **names):
        wanted = names[getattr(self, "lookup_url_kwarg", None) or self.lookup_field]
        try:
            return self.get_queryset().get(**{self.lookup_field: wanted})
        except (ObjectDoesNotExist, ValueError, forms.ValidationError) as error:
            raise Http404 from error

    def answer(self, request, record, status=200, replayed=False):
        wanted = str(getattr(record, self.lookup_field))
        response = self.retrieve(
            request, **{getattr(self, "lookup_url_kwarg", None) or self.lookup_field: wanted}
        )
        response.status_code = status
        if replayed:
            response["Idempotency-Replayed"] = "true"
        return response

    def made_by(self, deed):
        """The record a deed made, for a creation that is repeated; None if it made none of this kind."""
        return self.columns.model._base_manager.filter(steps__deed=deed).first()

    def do_create(self, form, by):
        """Carry out what a valid ``create_form`` asks; returns the record."""
        raise NotImplementedError

    def do_edit(self, record, form, by):
        """Carry out what a valid ``edit_form`` asks."""
        raise NotImplementedError


def _verb_action(verb, form_class):
    def act(self, request, **names):
        record = self.record(**names)
        form = form_class(request.data, request.FILES, move=type(record).MOVES[verb], record=record)
        if not form.is_valid():
            stop_strangers(record, verb, by=request.user)
            return of_form(form)
        try:
            key = request.headers.get(KEY_HEADER, "")
            made = press(record, verb, form, by=request.user, verbs=self.verbs, key=key)
        except AlreadyDone as done:
            if done.deed.verb != verb or not _moved_by(done.deed, record):
                raise reused() from done
            return self.answer(request, _made_by(done.deed, self.record(**names)), replayed=True)
        except Refused:
            stop_strangers(record, verb, by=request.user)
            raise
        # A verb that makes another record of the kind answers with that.
        if isinstance(made, type(record)) and made.pk != record.pk:
            return self.answer(request, made, status=201)
        return self.answer(request, record)

    act.__name__ = f"press_{verb}"  # the router finds an action's handler by its name
    described = extend_schema(request={"application/json": form_schema(form_class)}, parameters=[_KEY])
    return described(
        action(detail=True, methods=["post"], url_path=verb.replace("_", "-"), url_name=verb)(act)
    )


def _moved_by(deed, record):
    """Whether the deed was this verb on this record; of a verb that moves nothing only the kind is known."""
    moves = type(record).MOVES[deed.verb].target is not None
    same = deed.kind == type(record)._meta.label
    return same and (not moves or record.steps.filter(deed=deed).exists())


def _made_by(deed, record):
    """What the deed made, where its verb makes another record of the kind; else the record."""
    model = type(record)
    if model.MOVES[deed.verb].target is not None:
        return record
    return model._base_manager.filter(steps__deed=deed, steps__source="").first() or record


def create_action(form_class, do="do_create"):
    """A handler that makes a record from a valid form by the view set's method ``do`` ("do_" and its own name)."""

    @extend_schema(request={"application/json": form_schema(form_class)}, parameters=[_KEY])
    def create(self, request, **_names):
        form = form_class(request.data, request.FILES, user=request.user)
        if not form.is_valid():
            return of_form(form)
        key = request.headers.get(KEY_HEADER, "")
        try:
            with pressed_once(f"{request.user.pk}:{key}" if key else None):
                record = getattr(self, do)(form, request.user)
        except AlreadyDone as done:
            record = self.made_by(done.deed)
            if record is None:
                raise reused() from done
            return self.answer(request, record, replayed=True)
        return self.answer(request, record, status=201)

    create.__name__ = do.removeprefix("do_")  # the router finds an action's handler by its name
    return create


def _edit_action(form_class):
    shape = form_schema(form_class)
    if getattr(form_class, "partial", False):
        shape.pop("required", None)

    @extend_schema(request={"application/json": shape})
    def partial_update(self, request, **names):
        record = self.record(**names)
        form = form_class(request.data, request.FILES, user=request.user, record=record)
        if not form.is_valid():
            return of_form(form)
        self.do_edit(record, form, request.user)
        return self.answer(request, self.record(**names))

    return partial_update


def reused():
    return Conflict(_("此 Idempotency-Key 已用于另一操作。"), code="idempotency_key_reused")


_JSON = [
    (forms.BooleanField, {"type": "boolean"}),
    (forms.DecimalField, {"type": "string", "format": "decimal"}),
    (forms.IntegerField, {"type": "integer"}),
    (forms.DateTimeField, {"type": "string", "format": "date-time"}),
    (forms.DateField, {"type": "string", "format": "date"}),
    (forms.EmailField, {"type": "string", "format": "email"}),
    (forms.FileField, {"type": "string", "format": "binary"}),
    (forms.MultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
    (forms.ModelMultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
]


def form_schema(form_class):
    """A form as the JSON Schema of a request body."""
    properties, required = {}, []
    for name, field in form_class.base_fields.items():
        shape = next((dict(shape) for kind, shape in _JSON if isinstance(field, kind)), {"type": "string"})
        if type(field) is forms.ChoiceField or type(field) is forms.TypedChoiceField:
            shape["enum"] = [str(value) for value, _words in field.choices if value != ""]
        shape["description"] = str(field.label or name)
        properties[name] = shape
        if field.required:
            required.append(name)
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}
