"""Lists over REST, and every refusal as problem+json."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError as ModelError
from django.http import Http404, HttpResponse
from rest_framework import exceptions

from ui import pages, problems
from ui.requests import RequestIdFilter, RequestIdMiddleware, current_request_id
from ui.rest import dumps
from ui.viewsets import ColumnsViewSet

from .conftest import person
from .samples import COLUMNS, County, Firm, FirmFilter


class Firms(ColumnsViewSet):
    columns, filterset_class, lookup_field = COLUMNS, FirmFilter, "code"
    authentication_classes, permission_classes = [], []

    def get_queryset(self):
        return Firm.objects.all()

    def initialize_request(self, request, *args, **kwargs):
        made = super().initialize_request(request, *args, **kwargs)
        made.user = getattr(request, "user", None)
        return made


class Box(ColumnsViewSet):
    """Takes what is posted, and tells it."""

    columns, authentication_classes, permission_classes = COLUMNS, [], []

    def create(self, request):
        return HttpResponse(dumps(request.data), status=201)


listed, single = Firms.as_view({"get": "list"}), Firms.as_view({"get": "retrieve"})


@pytest.fixture
def two(firms):
    hejiang = County.objects.create(code="510522", name="合江县")
    noon = datetime.datetime(2022, 9, 12, 4, tzinfo=datetime.UTC)
    firms.create(code="A1", name="甲", county=hejiang, output="7386.6", people=5, seen_at=noon)
    firms.create(code="A2", name="乙", people=5)


def body(response):
    return json.loads(response.content)


def test_rows_have_nested_names_strings_for_decimals_and_local_moments(two, ask):
    answer = body(listed(ask("/api/v1/firms/?ordering=code")))
    assert answer["count"] == 2 and answer["next"] is None
    first, second = answer["results"]
    assert first["county"] == {"code": "510522", "name": "合江县"} and second["county"] is None
    assert first["output"] == "7386.60"
    assert first["seen_at"] == "2022-09-12T12:00:00+08:00"
    assert first["state"] == "draft"
    assert body(single(ask("/api/v1/firms/A2/"), code="A2"))["name"] == "乙"


def test_pages_are_linked_both_ways(two, ask):
    first = body(listed(ask("/api/v1/firms/?limit=1")))
    second = body(listed(ask(first["next"])))
    assert [row["code"] for row in first["results"] + second["results"]] == ["A1", "A2"]
    assert body(listed(ask(second["previous"])))["results"] == first["results"]


def test_csv_has_keys_and_codes(two, ask):
    text = b"".join(listed(ask("/api/v1/firms/?format=csv")).streaming_content).decode()
    assert text.splitlines()[0].startswith("\ufeffname,code,county_code")
    assert ",draft," in text


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("nmae=x", "unknown_parameter"),
        ("limit=0", "bad_limit"),
        ("limit=501", "bad_limit"),
        ("limit=²", "bad_limit"),
        ("ordering=county_name", "bad_ordering"),
        ("cursor=zzz", "bad_cursor"),
        ("state=nowhere&people_min=many", "invalid_input"),
    ],
)
def test_a_question_that_cannot_be_answered(two, ask, query, code):
    response = listed(ask(f"/api/v1/firms/?{query}"))
    answer = body(response)
    assert response.status_code == answer["status"] == 400
    assert response["Content-Type"] == "application/problem+json"
    assert answer["code"] == code and answer["detail"]
    if code == "invalid_input":
        assert {error["field"] for error in answer["errors"]} == {"state", "people"}


def test_filters_and_orders_of_a_hidden_column_are_refused(two, ask):
    guest = person(guest=True)
    assert body(listed(ask("/api/v1/firms/?people_min=1", guest)))["code"] == "filter_not_allowed"
    assert body(listed(ask("/api/v1/firms/?ordering=people", guest)))["code"] == "bad_ordering"
    assert "people" not in body(listed(ask("/api/v1/firms/", guest)))["results"][0]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (exceptions.PermissionDenied(), 403, "permission_denied"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.ParseError(), 400, "unreadable_body"),
        (exceptions.Throttled(wait=3), 429, "throttled"),
        (exceptions.UnsupportedMediaType("x/y"), 415, "unsupported_media_type"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (problems.Conflict("方案已备案，不能退回。", "already_filed"), 409, "already_filed"),
    ],
)
def test_every_refusal_is_a_problem(error, status, code):
    response = problems.problem_response(error)
    answer = body(response)
    assert (response.status_code, answer["code"], answer["type"]) == (status, code, "about:blank")
    assert answer["detail"] and "request_id" in answer


def test_all_field_errors_come_at_once():
    nested = exceptions.ValidationError(
        {"rows": [{}, {"plate": ["车牌有误。"]}], "non_field_errors": ["不齐。"]}
    )
    errors = body(problems.problem_response(nested))["errors"]
    assert [error["field"] for error in errors] == ["rows.1.plate", None]
    plain = body(problems.problem_response(ModelError({"beds": ModelError("还差14张。", code="too_few")})))
    assert plain["errors"] == [{"field": "beds", "code": "too_few", "detail": "还差14张。"}]


def test_an_unforeseen_error_is_left_to_the_500_page(rf):
    assert problems.problem_response(RuntimeError()) is None
    assert body(pages.handler500(rf.get("/api/v1/x/")))["code"] == "server_error"
    assert body(pages.handler404(rf.get("/api/v1/x/")))["code"] == "not_found"
    assert "系统出错" in pages.handler500(rf.get("/x/")).content.decode()


def test_request_id_in_header_and_log(rf):
    seen = {}

    def view(request):
        record = type("Record", (), {})()
        RequestIdFilter().filter(record)
        seen["log"], seen["id"] = record.request_id, current_request_id()
        return problems.problem(404, "not_found", "没有。")

    serve = RequestIdMiddleware(view)
    given = serve(rf.get("/", headers={"x-request-id": "desk-20220912-1"}))
    assert given["X-Request-ID"] == seen["log"] == body(given)["request_id"] == "desk-20220912-1"
    made = serve(rf.get("/", headers={"x-request-id": "bad id\r\n"}))
    assert len(made["X-Request-ID"]) == 32 and current_request_id() == ""


def test_openapi_names_the_row(settings):
    from django.urls import path
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator(patterns=[path("api/v1/firms/", listed)]).get_schema(public=True)
    row = schema["components"]["schemas"]["FirmRow"]["properties"]
    assert {"name", "county", "output"} <= set(row)
    names = {one["name"] for one in schema["paths"]["/api/v1/firms/"]["get"]["parameters"]}
    assert {"limit", "cursor", "ordering", "state"} <= names


@pytest.mark.parametrize(
    "body", ["[]", "5", '"x"', "{", '{"a": NaN}', '{"a": "\\u0000"}', '{"a": "\\ud800"}', b'{"a": "\xff"}']
)
def test_a_body_that_is_no_object_of_plain_texts_is_unreadable(rf, body):
    answer = Box.as_view({"post": "create"})(rf.post("/", body, content_type="application/json"))
    assert answer.status_code == 400 and json.loads(answer.content)["code"] == "unreadable_body"


def test_a_body_is_read_as_it_was_written(rf):
    said = {"a": "川E12345", "b": [1, 2.5, None, True], "c": {"d": "😀"}}
    answer = Box.as_view({"post": "create"})(rf.post("/", json.dumps(said), content_type="application/json"))
    assert (answer.status_code, json.loads(answer.content)) == (201, said)
