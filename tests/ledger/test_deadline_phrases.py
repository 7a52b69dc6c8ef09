"""Deadline phrases, row by row: the published cases, further phrases of the same kinds, the shipped commitments."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from liling_desk import places
from liling_desk.ledger.deadline import read_day, read_deadline

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def wrong(row: dict[str, str]) -> str | None:
    read = read_deadline(row["expression"], date.fromisoformat(row["reference"]))
    got = (read.kind, read.latest.isoformat() if read.latest else "")
    return None if got == (row["expected_kind"], row["expected_latest"]) else f"{row} read as {got}"


@pytest.mark.parametrize("name", ["deadline_cases.tsv", "deadline_phrases.tsv"])
def test_every_row_is_read_as_expected(name: str) -> None:
    assert not [problem for row in rows(name) if (problem := wrong(row))]


def test_approximate_days_say_so() -> None:
    for row in rows("deadline_phrases.tsv"):
        read = read_deadline(row["expression"], date.fromisoformat(row["reference"]))
        assert read.approximate == (row["approximate"] == "约"), row["expression"]


def test_shipped_commitments_are_read_to_their_own_days() -> None:
    with (places.resource("starter") / "commitments.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            read = read_deadline(row["stated_deadline"], date.fromisoformat(row["reference_date"]))
            days = tuple("" if day is None else day.isoformat() for day in (read.earliest, read.latest))
            assert days == (row["deadline_earliest"], row["deadline_latest"]), row["code"]
            assert (read.kind == "dated") == bool(row["deadline_latest"])


@pytest.mark.parametrize(
    ("phrase", "earliest"),
    [
        ("3—4年", date(2024, 2, 23)),
        ("2019年4月12-19日", date(2019, 4, 12)),
        ("十四五期间", date(2021, 1, 1)),
        ("明年下半年", date(2022, 7, 1)),
        ("今年", date(2021, 2, 23)),
        ("2021年底前", date(2021, 2, 23)),
        ("2020年底前", None),
        ("4年左右", None),
    ],
)
def test_earliest_is_the_start_of_what_is_named_or_the_day_of_the_document(phrase: str, earliest: date | None) -> None:
    assert read_deadline(phrase, date(2021, 2, 23)).earliest == earliest


@pytest.mark.parametrize("phrase", ["今年", "年底前", "3个月内", "下周五", "6月底前", "09-01", "印发后10个工作日内"])
def test_what_counts_from_the_document_needs_its_date(phrase: str) -> None:
    assert read_deadline(phrase, None).kind == "unreadable"


@pytest.mark.parametrize(
    ("phrase", "latest"),
    [("2021年6月", date(2021, 6, 30)), ("2021年6月底前开工、12月底前完工", date(2021, 12, 31)), ("44377", date(2021, 6, 30)),
     ("自2021年3月1日起60日内", date(2021, 4, 30)), ("2021年11月至3月", date(2022, 3, 31))],
)  # fmt: skip
def test_what_names_its_year_needs_no_date_of_the_document(phrase: str, latest: date) -> None:
    assert read_deadline(phrase, None).latest == latest


@pytest.mark.parametrize("phrase", ["长期", "每月25日前", "待定", "底线", "", "反馈后1个月内"])
def test_what_has_no_date_needs_none(phrase: str) -> None:
    assert read_deadline(phrase, None).kind == read_deadline(phrase, date(2021, 2, 23)).kind


@pytest.mark.parametrize(
    "text", ["2021年6月30日前", "今天", "6月30日", "2021年6月", "27-7-3", "44377", "年底", "2021-06-01至2021-06-30", ""]
)
def test_a_day_field_takes_no_phrase(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    "text", ["二〇二一年六月三十日", "2021年6月30號", "２０２１．６．３０", "2021 年 6 月 30 日", "2021-06-30 00:00:00"]
)
def test_a_day_field_takes_every_written_day(text: str) -> None:
    assert read_day(text) == date(2021, 6, 30)
