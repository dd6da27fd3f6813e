"""The cast: one person a role and place, and the firms they look after.

Li is clerk of Shanda, a firm in the Hejiang port park; Luo is the park's officer, Xu his colleague. Zhou is
officer of Fuyang town, where Qingquan's clerk Ma sits. Sun reviews for Hejiang county, Zhao for Longmatan,
which must see nothing of Hejiang. Chen and Lin are the city; He issues passes at headquarters. Ren looks after
transport's goods. Guan stands at a checkpoint. Xuming audits. Three administrators do no business.
"""

from types import SimpleNamespace

from accounts.models import Appointment, Role, Unit, User
from clock import clock
from enterprises.models import Enterprise, Park
from regions.models import Region

REGIONS = [
    ("510000", "四川省", "Sichuan", "province", None),
    ("510500", "泸州市", "Luzhou", "city", "510000"),
    ("510502", "江阳区", "Jiangyang", "county", "510500"),
    ("510504", "龙马潭区", "Longmatan", "county", "510500"),
    ("510522", "合江县", "Hejiang", "county", "510500"),
    ("510524", "叙永县", "Xuyong", "county", "510500"),
    ("510522001", "符阳街道", "Fuyang", "town", "510522"),
    ("510504001", "小市街道", "Xiaoshi", "town", "510504"),
    ("500000", "重庆市", "Chongqing", "province", None),
    ("500100", "市辖区", "Municipal districts", "city", "500000"),
    ("500116", "江津区", "Jiangjin", "county", "500100"),
]
UNITS = {
    "bureau": ("泸州市经济和信息化局", "economic_bureau", "510500"),
    "transport_group": ("泸州市指挥部交通保障组", "working_group", "510500"),
    "hejiang": ("合江县经济商务和科学技术局", "economic_bureau", "510522"),
    "longmatan": ("龙马潭区经济和信息化局", "economic_bureau", "510504"),
    "port_committee": ("合江临港工业园区管理委员会", "park_committee", "510522"),
    "hitech_committee": ("泸州高新区管理委员会", "park_committee", "510504"),
    "fuyang": ("合江县符阳街道办事处", "town", "510522001"),
    "transport": ("泸州市交通运输局", "transport", "510500"),
    "police": ("泸州市公安局交通警察支队", "traffic_police", "510500"),
    "audit_office": ("泸州市审计局", "audit", "510500"),
    "shanda_unit": ("泸州山达重工装备有限公司", "enterprise", "510522"),
    "qingquan_unit": ("合江清泉酒业有限公司", "enterprise", "510522"),
    "longfei_unit": ("龙马龙飞机械有限公司", "enterprise", "510504"),
}
PEOPLE = {
    "chen": ("陈思远", "bureau", Role.CITY),
    "lin": ("林悦", "bureau", Role.CITY),
    "he": ("何真", "transport_group", Role.CITY),
    "sun": ("孙禾", "hejiang", Role.DISTRICT),
    "qian": ("钱宁", "hejiang", Role.DISTRICT),
    "zhao": ("赵龙", "longmatan", Role.DISTRICT),
    "luo": ("罗林", "port_committee", Role.TERRITORIAL),
    "xu": ("许平", "port_committee", Role.TERRITORIAL),
    "gao": ("高帆", "hitech_committee", Role.TERRITORIAL),
    "zhou": ("周桐", "fuyang", Role.TERRITORIAL),
    "ren": ("任远", "transport", Role.LIAISON),
    "guan": ("管卫", "police", Role.CHECKPOINT),
    "xuming": ("徐明", "audit_office", Role.AUDITOR),
    "system": ("系统管理员", "bureau", Role.SYSTEM),
    "security": ("安全管理员", "bureau", Role.SECURITY),
    "auditadmin": ("审计管理员", "bureau", Role.AUDIT),
    "li": ("李静", "shanda_unit", Role.CLERK),
    "ma": ("马勇", "qingquan_unit", Role.CLERK),
    "hu": ("胡飞", "longfei_unit", Role.CLERK),
}
PARKS = {
    "port": ("合江临港工业园区", "510522", "port_committee"),
    "hitech": ("泸州国家高新技术产业开发区", "510504", "hitech_committee"),
}
FIRMS = {
    "shanda": ("91510522MANKHCJF0B", "泸州山达重工装备有限公司", "510522", None, "port", "shanda_unit"),
    "qingquan": ("91510522MAG4GN82JH", "合江清泉酒业有限公司", "510522", "510522001", None, "qingquan_unit"),
    "longfei": ("91510504MA7XL2R29B", "龙马龙飞机械有限公司", "510504", None, "hitech", "longfei_unit"),
}
PASSWORD = "泡泡-2022-test"


def build_world(standing=False):
    """The cast as a namespace; written first unless it stands in the database already."""
    if not standing:
        _write()
    regions = {f"r{region.code}": region for region in Region.objects.all()}
    by_name = {unit.name: unit for unit in Unit.objects.all()}
    units = {key: by_name[name] for key, (name, *_rest) in UNITS.items()}
    users = {user.username: user for user in User.objects.all()}
    people = {key: users[key] for key in PEOPLE}
    parks = {park.name: park for park in Park.objects.all()}
    firms = {firm.credit_code: firm for firm in Enterprise.objects.all()}
    return SimpleNamespace(
        **regions,
        **units,
        **people,
        **{key: parks[name] for key, (name, *_rest) in PARKS.items()},
        **{key: firms[code] for key, (code, *_rest) in FIRMS.items()},
        people=people,
    )


def _write():
    regions = {}
    for code, name, name_en, level, parent in REGIONS:
        regions[code] = Region.objects.create(
            code=code, name=name, name_en=name_en, level=level, parent=regions.get(parent)
        )
    units = {
        key: Unit.objects.create(name=name, kind=kind, region=regions[code], duty_phone="0830-3100000")
        for key, (name, kind, code) in UNITS.items()
    }
    units["transport"].goods = ["raw_materials"]
    units["transport"].save()
    for username, (name, unit, role) in PEOPLE.items():
        user = User.objects.create_user(username, PASSWORD, name=name)
        Appointment.objects.create(user=user, unit=units[unit], role=role, since=clock.now())
    parks = {
        key: Park.objects.create(name=name, county=regions[code], unit=units[unit])
        for key, (name, code, unit) in PARKS.items()
    }
    for code, name, county, town, park, unit in FIRMS.values():
        Enterprise.objects.create(
            credit_code=code,
            name=name,
            county=regions[county],
            town=regions.get(town),
            park=parks.get(park),
            unit=units[unit],
            contact_name="王经理",
            contact_phone="13800000000",
        )
