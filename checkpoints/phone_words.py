"""What the checkpoint page says, in the reader's language; its scripts hold no words of their own."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from passes.models import ValidityKind
from passes.roadside.outcomes import Verdict


def words():
    return {**_verdicts(), **_list_and_clock(), **_deeds(), **_surroundings()}


def _verdicts():
    return {
        **{code: str(word) for code, word in Verdict.choices},
        "say_valid": _("请核对车牌、线路与下面一致。"),
        "say_return_only": _("只可返程，至{until}止。"),
        "say_not_yet": _("{from}起有效。"),
        "say_expired": _("{until}止，现已过期。"),
        "say_outside_hours": _("每日{hours}准行。"),
        "say_suspended": _("暂停期间不能使用。"),
        "say_revoked": _("证已撤销，不能使用。"),
        "say_recalled": _("证已收回，不能使用。"),
        "say_voided": _("按通告作废，不能使用。"),
        "say_superseded": _("请司机出示新证。"),
        "say_not_found": _("名单中没有这个车牌。请核对车牌，或扫证上的二维码。"),
        "say_no_number": _("名单中没有这个编号。请核对编号，或输入车牌。"),
        "say_foreign": _("不是本市通行证的码，或已损坏。请看证上的核发单位。"),
        "say_unknown_version": _("二维码版本较新，请连网更新查验页。"),
        "say_unknown_key": _("不能确认是谁签发的，请连网后再查。"),
        "say_cannot_verify": _("这部手机不能验这种签名。请输入车牌或编号，按名单判定。"),
        "say_bad_signature": _("签名不符，内容可能被改动。"),
        "say_wrong_plate": _("证是另一辆车的。"),
        "say_stale": _("名单过旧，不能据此认定有效。请连网，或电话核实。"),
        "say_clock": _("手机时钟被改动，不能据此认定有效。请连网，或电话核实。"),
        "say_not_listed": _("签名相符，但名单中没有这张证。请电话核实。"),
    }


def _list_and_clock():
    return {
        "list_none": _("还没有名单，请连网"),
        "list_fresh": _("名单{age}前更新"),
        "list_amber": _("离线，名单是{age}前的"),
        "list_red": _("名单是{age}前的，请尽快连网"),
        "list_hard": _("名单过旧，一律不判有效"),
        "list_number": _("第{number}号，{count}张证"),
        "list_since": _("第{number}号，此后撤销的认不出来"),
        "clock_back": _("手机时钟被改动，一律不判有效，请连网"),
        "clock_off": _("手机时钟与服务器相差较大，查验按服务器时间"),
        "age_now": _("不到1分钟"),
        "age_minutes": _("{n}分钟"),
        "age_hours": _("{h}小时{n}分"),
        "age_days": pgettext("age", "{n}天"),
    }


def _deeds():
    return {
        "done_pass": pgettext("checkpoint", "放行"),
        "done_turn_back": _("劝返"),
        "done_hand_over": pgettext("checkpoint", "移交"),
        "done_exempt": _("免证车辆"),
        "kept": _("已记录：{plate} {action}"),
        "not_kept": _("没有记下：手机存储已满或被清空。请记在纸上，腾出空间后再点。"),
        "no_store": _("此浏览器不能保存查验记录（如无痕浏览）。请换浏览器，或到公开核验页。"),
        "all_sent": _("本班已查{n}车，全部上传"),
        "unsent": _("{n}条待上传，连网后自动上传"),
        "refused": _("{n}条服务器未接受，请告知本单位"),
        "unsent_warning": _("还有{n}条查验记录没有上传。交班前请先连网。"),
        "no_shift": _("请接班"),
        "on_shift": _("{officer}，{since}接班"),
        "hits": _("{n}张证的车牌符合，请选"),
        "say_nothing_typed": _("至少输入车牌后4位"),
        "say_type": _("车牌后4至6位，或证件编号"),
        "number_of_pass": _("编号"),
        "route": _("{origin} 至 {destination}"),
        "trip": str(ValidityKind.TRIP.label),
        "any_hour": _("全天"),
    }


def _surroundings():
    return {
        "cut_off": _("这部手机已停用，请与本单位联系。"),
        "enrol_failed": _("登记没有成功，请检查网络后再试。"),
        "camera_refused": _("不能使用摄像头，请在浏览器设置中允许，或输入车牌。"),
        "camera_none": _("此浏览器不能扫码，请输入车牌。"),
        "chat": _("聊天软件内只能连网输入车牌或编号查验。要扫码、离线，请另取入网码，用手机浏览器打开。"),
        "chat_first": _(
            "入网码只能用一次：请先点右上角，选在浏览器打开，再登记。在聊天软件内登记的，不能扫码、离线和安装。"
        ),
        "address_copied": _("已复制，请到浏览器粘贴"),
        "insecure": _("此地址不是安全连接，不能离线使用。"),
        "offline_ready": _("已存入手机，没有网络也能用"),
    }
