"""What is shipped: the starter table, the samples, the font."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from liling_desk import places

SAMPLES = ["示例-责任分工.csv", "示例-2021年5月进展报送.csv", "示例-2021年6月进展报送.csv"]


def table(path: Path, encoding: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


@pytest.fixture
def starter() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table(places.resource("starter", "commitments.csv"), "utf-8")}


def test_the_starter_has_93_items_in_order(starter: dict[str, dict[str, str]]) -> None:
    assert list(starter) == [f"LL-{number:03d}" for number in range(1, 94)]
    assert {row["reference_date"] for row in starter.values()} == {"2021-02-23", "2021-01-08"}
    assert all(row["title"] and row["source_section"] for row in starter.values())


def test_the_source_says_what_it_is() -> None:
    source = json.loads(places.resource("starter", "source.json").read_text(encoding="utf-8"))
    assert date.fromisoformat(source["issued_on"]) == date(2021, 2, 23)
    assert source["key"] and source["title"] and source["publisher"] == "株洲日报"


def test_the_assignment_gives_each_item_a_unit(starter: dict[str, dict[str, str]]) -> None:
    path = places.resource("samples", SAMPLES[0])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = table(path, "utf-8-sig")
    assert [row["编号"] for row in rows] == list(starter)
    assert all(row["牵头单位"] and row["工作任务"] == starter[row["编号"]]["title"] for row in rows)
    assert all(row["牵头单位"] not in row["配合单位"].split("、") for row in rows)


@pytest.mark.parametrize(("name", "encoding", "count"), [(SAMPLES[1], "utf-8-sig", 40), (SAMPLES[2], "gbk", 35)])
def test_the_returns_are_labelled_examples(
    name: str, encoding: str, count: int, starter: dict[str, dict[str, str]]
) -> None:
    rows = table(places.resource("samples", name), encoding)
    assert len(rows) == count
    assert all(row["进展情况"].startswith("（示例）") for row in rows)
    assert all(starter[row["编号"]]["metric"] for row in rows if row["累计完成值"])
    assert len({row["编号"] for row in rows}) == count


def test_the_june_file_is_not_utf8() -> None:
    with pytest.raises(UnicodeDecodeError):
        places.resource("samples", SAMPLES[2]).read_bytes().decode("utf-8")


def test_no_sample_would_overwrite_a_note_of_the_source(starter: dict[str, dict[str, str]]) -> None:
    for name, encoding in zip(SAMPLES, ("utf-8-sig", "utf-8-sig", "gbk"), strict=True):
        rows = table(places.resource("samples", name), encoding)
        assert not [row["编号"] for row in rows if row["备注"] and starter.get(row["编号"], {}).get("note")]


def test_the_licence_of_the_font_is_beside_it() -> None:
    text = places.resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text and "Copyright 2014-2021 Adobe" in text
