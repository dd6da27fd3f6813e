"""How the public check is described: its answer, its machine words, and an example of each kind."""

from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers

from passes.models import Goods

from .outcomes import Verdict
from .verifying import FAULTS

PROBLEM = "application/problem+json"
# What is no pass yet, or never was, and what the check alone does not tell.
VERDICTS = [*(one for one in Verdict.values if one != Verdict.UNKNOWN), "pending", "never"]


class Named(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField(help_text="in the reader's language")


class PassEnd(Named):
    place = serializers.CharField(help_text="town, address, gate; empty beyond the city")


class CheckedPass(serializers.Serializer):
    id = serializers.UUIDField(help_text="claim 7 of its code")
    number = serializers.CharField(allow_null=True)
    plate = serializers.CharField()
    type = Named()
    origin, destination = PassEnd(), PassEnd()
    route = serializers.CharField()
    goods_category = serializers.ChoiceField(Goods.values)
    first_day = serializers.DateField(allow_null=True, help_text="inclusive; null where it was not issued")
    last_day = serializers.DateField(allow_null=True, help_text="inclusive, until 24:00 in Asia/Shanghai")
    hours = serializers.ListField(
        child=serializers.IntegerField(),
        allow_null=True,
        help_text="[from, to] in minutes after midnight, may run over it; null: all day",
    )
    return_only_until = serializers.DateTimeField(allow_null=True)


class AskedUnit(serializers.Serializer):
    name = serializers.CharField()
    telephone = serializers.CharField()


class Answered(serializers.Serializer):
    verdict = serializers.ChoiceField(VERDICTS)
    word = serializers.CharField(help_text="the verdict as a guard is told it, in the reader's language")
    reason = serializers.CharField(help_text="a sentence, in the reader's language")
    fault = serializers.ChoiceField(sorted(FAULTS), allow_null=True, help_text="of a scanned code")
    # "pass" is no name for an attribute
    issuing_unit = AskedUnit(allow_null=True, help_text="whom to ask")
    server_time = serializers.DateTimeField()

    def get_fields(self):
        return {**super().get_fields(), "pass": CheckedPass(allow_null=True)}


_UNIT = {"name": "泸州市经济和信息化局", "telephone": "0830-3100000"}
_PASS = {
    "id": "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    "number": "22-000001-59",
    "plate": "川E12345",
    "type": {"code": "city_emergency", "name": "市内应急通行证"},
    "origin": {"code": "510522", "name": "合江县", "place": "临港街道港口路8号"},
    "destination": {"code": "510502", "name": "江阳区", "place": ""},
    "route": "G93 合江—泸州",
    "goods_category": "raw_materials",
    "first_day": "2022-09-08",
    "last_day": "2022-09-14",
    "hours": None,
    "return_only_until": None,
}


def _answer(name, verdict, word, reason, *, fault=None, of=None, unit=_UNIT):
    told = {"verdict": verdict, "word": word, "reason": reason, "fault": fault, "pass": of}
    told |= {"issuing_unit": of and unit, "server_time": "2022-09-12T08:00:00+08:00"}
    return OpenApiExample(name, told, response_only=True, status_codes=["200"])


EXAMPLES = [
    OpenApiExample("by number", {"number": "22-000001-59", "plate": "2345"}, request_only=True),
    OpenApiExample(
        "by code", {"code": "HTTPS://PASS.EXAMPLE/V/2KCE3IQBE4CEQVSH", "plate": "川E12345"}, request_only=True
    ),
    _answer("valid", "valid", "有效", "请核对车牌、线路与下面一致。", of=_PASS),
    _answer("revoked", "revoked", "无效", "已撤销，9月10日 9:30起不能使用。", of=_PASS),
    _answer("not found", "not_found", "查无此证", "没有编号和车牌都相符的通行证。"),
    _answer(
        "not one of ours",
        "foreign",
        "非本市证件",
        "二维码的签名不符，内容可能被改动。",
        fault="bad_signature",
    ),
    OpenApiExample(
        "asked too often",
        {
            "type": "about:blank",
            "title": "Too Many Requests",
            "status": 429,
            "detail": "查询次数过多，请过十分钟再查，或拨打核发单位电话。",
            "code": "throttled",
            "request_id": "b6f1…",
        },
        response_only=True,
        status_codes=["429"],
    ),
]
