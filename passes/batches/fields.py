"""The columns of a batch's sheet, and what is said once for all its rows."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passes import plates
from passes.models import Goods, PassType
from passes.models.credentials import HealthCode, NatResult
from ui.sheets.cells import CellError
from ui.sheets.fields import Choice, Code, Day, Moment, Number, Phone, SheetField, Text


class Plate(Text):
    """A plate in its one spelling: twice in one sheet is found however it was typed."""

    def clean(self, cell):
        return plates.normalise(super().clean(cell) or "")


class Vin(Text):
    def clean(self, cell):
        return re.sub(r"[\s-]", "", super().clean(cell) or "").upper()


SHARED = (
    *("goods_category", "goods_name", "origin", "origin_place", "destination", "destination_place"),
    *("route", "first_day", "last_day"),
)
MOST = 2000
COLUMNS = {
    "plate": Plate(
        gettext_lazy("车牌号码"), aliases=("车牌", "车号"), required=True, max_length=20, example="川E12345"
    ),
    "driver_name": Text(gettext_lazy("驾驶员"), aliases=("司机", "姓名"), max_length=50, example="赵师傅"),
    "driver_phone": Phone(gettext_lazy("联系电话"), aliases=("手机", "电话"), example="13900000001"),
    "goods_name": Text(gettext_lazy("品名"), aliases=("货物", "物资"), max_length=60, example="玻璃瓶"),
    "weight_t": Number(
        gettext_lazy("重量（吨）"), aliases=("重量", "吨位"), least=0, most=999999, example="12.5"
    ),
    "origin": Text(gettext_lazy("始发地"), max_length=50, example="合江县"),
    "origin_place": Text(gettext_lazy("始发地镇街、地址"), max_length=100, example="临港大道1号"),
    "destination": Text(gettext_lazy("目的地"), max_length=50, example="江阳区"),
    "destination_place": Text(gettext_lazy("目的地镇街、地址"), max_length=100, example="黄舣镇酒业园"),
    "route": Text(gettext_lazy("途经线路"), aliases=("线路", "路线"), max_length=200, example="G93"),
    "goods_category": Choice(gettext_lazy("物资类别"), choices=Goods.choices, example="原材料"),
    "first_day": Day(gettext_lazy("有效期起"), example="2022-09-12"),
    "last_day": Day(gettext_lazy("有效期止"), example="2022-09-18"),
    # What may be left out altogether; a reviewer ticks it (domain.md c.3).
    "trailer_plate": Plate(gettext_lazy("挂车号牌"), max_length=20, aliases=("挂车",), example="川E1234挂"),
    "vin": Vin(
        gettext_lazy("车辆识别代号（VIN）"), aliases=("车辆识别代号", "VIN"), max_length=20, example=""
    ),
    "road_permit": Code(gettext_lazy("道路运输证号"), aliases=("道路运输证",), max_length=30, example=""),
    "driver_permit": Code(
        gettext_lazy("驾驶员从业资格证号"), aliases=("从业资格证", "从业资格证号"), max_length=30, example=""
    ),
    "nat_sampled_at": Moment(
        gettext_lazy("核酸采样时间"), aliases=("核酸时间", "采样时间"), example="2022-09-11 18:30"
    ),
    "nat_result": Choice(
        gettext_lazy("核酸结果"), aliases=("核酸",), choices=NatResult.choices, example="阴性"
    ),
    "health_code": Choice(gettext_lazy("健康码"), choices=HealthCode.choices, example="绿码"),
    "enterprise": Text(
        gettext_lazy("申请单位"), aliases=("企业", "统一社会信用代码"), max_length=100, example=""
    ),
}


class OpenType(SheetField):
    """A type of pass that may be applied for, by its code or name; the first when nothing is said."""

    @property
    def choices(self):
        return [(kind.code, str(kind)) for kind in PassType.objects.filter(is_open=True)]

    def clean(self, cell):
        wanted = str(cell or "").strip()
        for code, name in self.choices:
            if wanted in ("", code, name):
                return code
        raise CellError("not_a_choice", _("没有开放申请的这种通行证。"))
