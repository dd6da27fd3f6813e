"""The rest of the form (限期补齐) as the cast fills it in."""

TEAM = [
    {"role": role, "name": f"{name}", "phone": f"1390000010{place}"}
    for place, (role, name) in enumerate(
        [("command", "赵建国"), ("response", "周强"), ("logistics", "何苗"), ("oversight", "钱进")]
    )
]
COMMON = {
    "epidemic_manager_name": "周强",
    "epidemic_manager_phone": "13900000002",
    "area_leader": "吴县长",
    "service_officer": "罗林，临港园区管委会",
    "team": TEAM,
    "disinfection_name": "何苗",
    "disinfection_phone": "13900000105",
    "disinfections_per_day": 3,
    "surfaces": "门把手、电梯按键、食堂餐桌，含氯消毒剂",
    "waste_collected": True,
    "emergency_plan": "班长报告专班，封控班组所在区域，转运至上车点",
    "meeting_point": "西门外停车场",
    "contacts": [
        {"kind": "town", "name": "周桐", "phone": "0830-5200001"},
        {"kind": "cdc", "name": "疾控值班室", "phone": "0830-5200002"},
        {"kind": "hospital", "name": "县医院急诊", "phone": "120120"},
    ],
    "safety_check_date": "2022-09-07",
    "safety_checker": "孙平，安全总监",
    "hazards_found": 2,
    "hazards_open": 0,
    "no_overwork": True,
    "stock_list": [
        {"item": "antigen", "quantity": 4000, "unit": "人份", "days": 20},
        {"item": "masks", "quantity": 9000, "unit": "只", "days": 24},
        {"item": "disinfectant", "quantity": 250.5, "unit": "升", "days": 18},
    ],
    "handover_separate": True,
    "receivers": [{"name": "郑涛", "phone": "13900000106", "apart": True}],
    "driver_stays_in_cab": True,
    "rest_hours": 0,
    "disinfect_method": "外包装喷洒含氯消毒剂",
    "trucks_in_per_day": 6,
    "trucks_out_per_day": 6,
}
FIRM = {
    **COMMON,
    "industry": "通用设备制造业",
    "liaison_name": "王经理",
    "liaison_phone": "13800000000",
    "boundary_enclosed": True,
    "gate_guards_per_shift": 2,
    "zones": [
        {"kind": "gate", "place": "西门", "area": 60},
        {"kind": "handover", "place": "西门内雨棚", "area": 200.5},
        {"kind": "production", "place": "一、二车间", "area": 9000, "capacity": 160, "max_shift": 90},
        {"kind": "living", "place": "三号宿舍", "area": 2400, "capacity": 190},
    ],
    "zones_separated": True,
    "lodging_off_site": False,
    "staff_line": 150,
    "staff_support": 26,
    "staff_gate": 10,
    "staff_minimum": 90,
    "shift_groups": [
        {"name": "甲班", "relief": "a", "shift": "day", "headcount": 80, "key_post": True},
        {"name": "乙班", "relief": "b", "shift": "night", "headcount": 70},
    ],
    "lodgings": [
        {"kind": "dormitory", "place": "三号宿舍", "beds": 150, "rooms": 38},
        {"kind": "camp_beds", "place": "职工之家", "beds": 40},
    ],
    "persons_per_room": 4,
    "area_per_person": 3.2,
    "same_shift_rooming": True,
    "new_entrants": False,
    "isolation_rooms": 3,
    "rotation_allowed": False,
    "canteen": True,
    "meal_batches": 3,
    "seat_spacing": 1.2,
    "tests": [
        {"who": "line", "nat_interval_days": 1, "antigen_per_day": 1},
        {"who": "gate", "nat_interval_days": 1, "antigen_per_day": 2},
    ],
    "sampling_place": "篮球场",
    "stock_keeper": "冯丽",
    "stock_rotation": True,
    "suppliers": [{"material": "钢板", "supplier": "重庆钢铁", "place": "重庆"}],
    "continuous_process": False,
    "handover_point": "西门内雨棚",
}
PARK = {
    **COMMON,
    "committee": "合江临港工业园区管理委员会，榕山镇",
    "producing_lead": "高远，副主任",
    "firms": [
        {
            "name": "泸州山达重工装备有限公司",
            "people_inside": 186,
            "contact": "王经理",
            "phone": "13800000000",
        }
    ],
    "gate_guards_per_shift": 6,
    "gates": [{"name": "东卡口", "place": "东环路", "use": "goods", "guards": 3}],
    "loops": [{"use": "goods", "route": "东卡口—公共交接场—东卡口"}],
    "grids": [{"name": "一网格", "area": "东区", "officer_name": "许平", "officer_phone": "13900000004"}],
    "roster": True,
    "dwelling_ledger": True,
    "worker_ledger": True,
    "staff_ledger": True,
    "nat_sites": 4,
    "nat_lanes": 12,
    "nat_places": [
        {"name": "一号点", "place": "东广场", "lanes": 12, "per_hour": 1200, "hours": "8时至12时"}
    ],
    "sampling_name": "许平",
    "sampling_phone": "13900000004",
    "isolation_rooms": 40,
    "isolation_place": "原职工招待所",
    "isolation_name": "许平",
    "isolation_phone": "13900000004",
    "supply_warehouse": "物流园二号库",
    "warehouse_name": "冯丽",
    "warehouse_phone": "13900000107",
    "truck_reception": "东卡口外停车区",
    "handover_yard": "物流园北场",
    "emergency_team": [{"name": "钱进", "phone": "13900000108", "job": "封控"}],
}
