"""Several units in a cell, and names that are like a unit's name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.importing.unit_names import UnitNames, units_of
from liling_desk.ledger.commitment import Unit

NAMES = ("市教育局", "市体育局", "市交通运输局", "市发展和改革局", "市人力资源和社会保障局", "市文化旅游广电体育局", "市委组织部", "市委办公室", "市政府办公室", "市农业农村局", "市公安局", "市委、市政府督查室", "来龙门街道办事处", "东富镇人民政府", "市水利局", "陶瓷产业园管理委员会", "市城市管理和综合执法局", "市财政局")  # fmt: skip
KNOWN = UnitNames(
    {name: Unit(name=name) for name in NAMES} | {"市卫生健康局": Unit(name="市卫生健康局", aliases=("卫健局",))}
)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市水利局、市教育局", "市水利局 市教育局"),
        ("市水利局，市教育局", "市水利局 市教育局"),
        ("市水利局；市教育局;市财政局", "市水利局 市教育局 市财政局"),
        ("市水利局/市教育局", "市水利局 市教育局"),
        ("市水利局\n市教育局\r\n市财政局", "市水利局 市教育局 市财政局"),
        ("市水利局、市水利局", "市水利局"),
        ("市发改局 市财政局", "市发改局 市财政局"),
        ("市委、市政府督查室、市教育局", "市委、市政府督查室 市教育局"),
        ("市教育局（市教体局、市体育局）、市财政局", "市教育局（市教体局、市体育局） 市财政局"),
        ("各镇（街道、示范区）", "各镇（街道、示范区）"),
        ("牵头单位：市教育局；配合单位：市财政局、市水利局", "市教育局 市财政局 市水利局"),
        ("配合单位：市财政局；牵头单位：市教育局", "市教育局 市财政局"),
        ("市教育局（配合）、市财政局（牵头）", "市财政局 市教育局"),
        ("市教育局、市财政局等单位", "市教育局 市财政局"),
        ("市教育局等3个部门", "市教育局"),
        ("市教育局、", "市教育局"),
        ("、市教育局。", "市教育局"),
        ("无", ""),
        ("待定、市教育局", "市教育局"),
        ("/", ""),
        ("市教育局|市财政局", "市教育局 市财政局"),
    ],
)
def test_units_of_a_cell(cell: str, names: str) -> None:
    assert units_of(cell, KNOWN.by_key) == tuple(names.split())


@pytest.mark.parametrize(
    ("name", "unit"), [("卫健局", "市卫生健康局"), ("市 教育局", "市教育局"), ("市教育局", "市教育局")]
)
def test_known_name(name: str, unit: str) -> None:
    assert KNOWN.present(name) == unit
    assert KNOWN.alike(name) == ()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("市交通局", "市交通运输局"), ("醴陵市教育局", "市教育局"), ("教育局", "市教育局"), ("发改局", "市发展和改革局"), ("市发改委", "市发展和改革局"),
        ("人社局", "市人力资源和社会保障局"), ("市文旅广体局", "市文化旅游广电体育局"), ("组织部", "市委组织部"), ("市委办", "市委办公室"),
        ("市农业局", "市农业农村局"), ("来龙门街道", "来龙门街道办事处"), ("东富镇", "东富镇人民政府"), ("市交通运翰局", "市交通运输局"),
        ("市城管局", "市城市管理和综合执法局"), ("陶瓷产业园管委会", "陶瓷产业园管理委员会"), ("市教育委员会", "市教育局"), ("水利局", "市水利局"),
        ("卫健委", "市卫生健康局"), ("醴陵市公安局", "市公安局"), ("财政局", "市财政局"),
    ],
)  # fmt: skip
def test_likely_name(name: str, unit: str) -> None:
    assert KNOWN.present(name) is None
    assert KNOWN.alike(name)[0][0] == unit
    assert len(KNOWN.alike(name)) <= 3


@pytest.mark.parametrize(
    "name", ["市审计局", "新局", "市统计局", "市科技局", "甲局", "A公司", "市税务局", "左权镇", ""]
)
def test_stranger(name: str) -> None:
    assert KNOWN.present(name) is None
    assert KNOWN.alike(name) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=20))
def test_nothing_raises_and_no_likeness_is_a_known_name(name: str) -> None:
    names = UnitNames({each: Unit(name=each) for each in NAMES})
    assert not (names.present(name) and names.alike(name))
    assert all(unit in NAMES and 0 < score <= 1 for unit, score in names.alike(name))
    units_of(name, names.by_key)
