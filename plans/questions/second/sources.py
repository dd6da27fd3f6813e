"""Where the rules of the second question sets come from."""

from django.utils.translation import gettext_lazy as _

STATE_GUIDE = _("国发明电〔2020〕4号")
SHANGHAI_1 = _("上海市工业企业复工复产疫情防控指引（第一版）")
SHANGHAI_2 = _("上海市工业企业复工复产疫情防控指引（第二版）")
TEN_ITEMS = _("重点工业企业疫情防控十项要求")
SHENZHEN = _("深圳市工业和信息业企业疫情防控指引（第一版）")
TIANJIN = _("天津东丽工业企业防疫倡议（2022年11月）")
CHONGZHOU = _("成都崇州闭环生产做法（2022年9月）")
LISHUI = _("丽水工业园区网格化做法（2022年1月）")
FREIGHT = _("苏州高新区、无锡新吴区货运闭环做法")
LUZHOU = _("泸州闭环生产做法（2022年9月）")
PROPOSED = _("本平台建议值")
VETO = _("疫情防控与安全生产双否决")
