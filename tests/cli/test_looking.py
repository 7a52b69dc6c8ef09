"""list, show, batches, deadline."""

from __future__ import annotations

import csv
import io
import json

import pytest

from liling_desk import places

ITEM = {
    "code", "title", "detail", "role", "programme", "category", "kind", "lead_unit", "support_units", "leader", "handler", "deadline",
    "assigned_deadline", "status", "timeliness", "pace", "light", "indicator", "done_on", "done_basis", "version",
}  # fmt: skip
DEADLINE = {"phrase", "kind", "earliest", "latest", "approximate"}
INDICATOR = {
    "metric",
    "comparison",
    "target",
    "unit",
    "baseline",
    "baseline_year",
    "stated_growth_pct",
    "latest_value",
    "latest_value_on",
}


@pytest.fixture
def table():
    with places.resource("starter", "commitments.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


def test_the_starter_is_the_source_table_field_by_field(desk, tmp_path, table):
    path = tmp_path / "a.db"
    made = desk("init", path, "--starter")
    assert made.status == 0 and "93" in made.out
    items = desk("list", "--json", "--ledger", path, "--as-of", "2021-06-01").json
    assert len(items) == 93 == len(table)
    for item, row in zip(items, table, strict=True):
        for name in ("code", "title", "role", "programme", "category", "kind"):
            assert item[name] == (row[name] or None), row
        assert item["deadline"]["phrase"] == (row["stated_deadline"] or None)
        assert item["deadline"]["earliest"] == (row["deadline_earliest"] or None)
        assert item["deadline"]["latest"] == (row["deadline_latest"] or None)
        assert item["deadline"]["kind"] == ("dated" if row["deadline_latest"] else "unstated")
        assert item["deadline"]["approximate"] == ("左右" in row["stated_deadline"])
        if row["metric"]:
            indicator = item["indicator"]
            assert (indicator["metric"], indicator["comparison"], indicator["unit"]) == (
                row["metric"],
                row["comparison"] or None,
                row["unit"] or None,
            )
            for name in ("target", "baseline", "baseline_year", "stated_growth_pct"):
                assert indicator[name] == number(row[name]), row
        else:
            assert item["indicator"] is None
        assert [
            item[name]
            for name in ("lead_unit", "leader", "handler", "assigned_deadline", "done_on", "done_basis", "detail")
        ] == [None] * 7
        assert (item["support_units"], item["status"], item["version"]) == ([], "not_started", 1)
        whole = desk("show", row["code"], "--json", "--ledger", path).json
        assert (whole["source"]["section"], whole["note"], whole["reference_date"]) == (
            row["source_section"],
            row["note"] or None,
            row["reference_date"],
        )


def test_list_has_exactly_the_promised_keys(on):
    for item in on("list", "--json").json:
        assert set(item) == ITEM
        assert set(item["deadline"]) == DEADLINE
        assert set(item["light"]) == {"colour", "reasons"} and item["light"]["reasons"]
        assert item["indicator"] is None or set(item["indicator"]) == INDICATOR


def test_text_is_unescaped(on):
    assert "106 国道升级改造尽快启动" in on("list", "--json").out


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 93), (("--text", "陶瓷"), 5), (("--text", "公路"), 0), (("--light", "yellow"), 6), (("--light", "yellow", "--light", "grey"), 93), (("--reported", "missing"), 0), (("--pace", "no_data"), 12), (("--timeliness", "due_soon"), 6),
        (("--status", "done"), 0), (("--status", "not_started"), 93), (("--unit", "待分办"), 93), (("--unit", "市交通局"), 0),
        (("--due-from", "2021-12-31", "--due-to", "2021年12月31日"), 6), (("--due-from", "2025-01-01"), 14), (("--role", "排头兵", "--role", "领头雁", "--due-to", "2021-12-31"), 4),
    ],
)  # fmt: skip
def test_filters_count(on, words, count):
    assert len(on("list", "--json", "--as-of", "2021-12-01", *words).json) == count


def test_list_as_text_and_as_csv(on):
    text = on("list", "--as-of", "2022-01-01", "--light", "red")
    assert text.status == 0 and text.out.count("超 1 天") == 6 and "6 / 93" in text.out
    rows = list(csv.reader(io.StringIO(on("list", "--csv").out)))
    assert len(rows) == 94 and len({len(row) for row in rows}) == 1


def test_show_has_exactly_the_promised_keys(on):
    whole = on("show", "LL-083", "--json", "--as-of", "2025-01-06").json
    assert set(whole) >= ITEM | {"source", "returns", "history"}
    assert set(whole["source"]) == {"title", "date", "section", "wording"}
    assert whole["source"]["date"] == "2021-02-23"
    assert whole["light"] == {"colour": "yellow", "reasons": ["临近到期，剩 2 天", "尚未分办"]}
    assert [entry["action"] for entry in whole["history"]] == ["found"]
    text = on("show", "LL-083")
    assert text.status == 0 and "LL-083" in text.out and "1000 亿元" in text.out


def test_show_says_that_the_promise_does_not_add_up(on):
    whole = on("show", "LL-085", "--json", "--as-of", "2021-06-30").json
    assert whole["promise"] == {
        "reaches": False, "years": 4, "growth_pct": 12.0, "reached": 944.1, "years_needed": 5, "reached_then": 1057.4,
        "growth_needed_pct": 13.6, "words": whole["promise"]["words"],
    }  # fmt: skip
    assert whole["remarks"] == [{"kind": "promise", "words": whole["promise"]["words"]}]
    for figure in ("12%", "944.1 亿元", "1000 亿元", "5 年", "13.6%"):
        assert figure in whole["promise"]["words"] and figure in on("show", "LL-085").out
    assert on("show", "LL-083", "--json").json["promise"]["reaches"] is True
    assert on("show", "LL-062", "--json").json["promise"] is None


def test_show_tells_what_the_light_is_judged_by(on):
    sample = places.resource("samples", "示例-责任分工.csv")
    on("import", sample, "--accept", "all")
    whole = on("show", "LL-062", "--json", "--as-of", "2021-06-30").json
    assert whole["lead_unit"] and whole["light"]["colour"] == "yellow"
    assert whole["pacing"] == {
        "measure": "cumulative", "path": "linear", "planned": 40.8360, "points": None,
        "words": "还没有报过数值（应达 40.8 名）",
    }  # fmt: skip
    assert whole["reporting"] == {
        "cycle": "monthly", "due_day": 25, "next_month": False, "since": None, "period": "2021-06", "state": "missing",
        "missing": 4,
    }  # fmt: skip
    assert (whole["due"], whole["extensions"], whole["hand_light"]) == ("2021-12-31", [], None)


def test_show_lists_returns_and_history_newest_first(on):
    sample = places.resource("samples", "示例-2021年5月进展报送.csv")
    later = places.resource("samples", "示例-2021年6月进展报送.csv")
    on("import", sample, "--period", "2021-05", "--accept", "all")
    on("import", later, "--period", "2021-06", "--accept", "all")
    both = [
        item for item in (on("show", f"LL-{n:03}", "--json").json for n in range(1, 94)) if len(item["returns"]) == 2
    ]
    assert both
    for item in both:
        assert [each["period"] for each in item["returns"]] == ["2021-06", "2021-05"]
        assert set(item["returns"][0]) == {
            "period",
            "reported_on",
            "unit",
            "progress",
            "difficulties",
            "value",
            "claimed_status",
            "batch",
        }
        seqs = [entry["seq"] for entry in item["history"]]
        assert seqs == sorted(seqs, reverse=True)


def test_an_unknown_code(on):
    said = on("show", "LL-999")
    assert said.status in (2, 3) and said.out == "" and said.err.count("\n") == 1 and "LL-999" in said.err


def test_the_days_of_an_unfilled_wish(desk):
    said = desk("deadline", "2021年底", "--from", "2021-02-23", "--json")
    assert said.status == 0
    assert set(said.json) == {"phrase", "reference", "kind", "earliest", "latest", "approximate", "reading"}
    assert (said.json["latest"], said.json["reference"], said.json["kind"]) == ("2021-12-31", "2021-02-23", "dated")
    assert "2021-12-31" in desk("deadline", "2021年底", "--from", "2021-02-23").out
    assert desk("deadline", "2021-02-30", "--from", "2021-02-23", "--json").json["kind"] == "unreadable"
    assert desk("deadline", "", "--from", "2021-02-23", "--json").json == {
        "phrase": "", "reference": "2021-02-23", "kind": "unstated", "earliest": None, "latest": None, "approximate": False, "reading": "原文没有写时限",
    }  # fmt: skip
    assert desk("deadline", "2021年底", "--from", "never").status == 2


def test_batches_of_a_new_ledger(on):
    assert on("batches", "--json").json == []
    assert on("batches").out.strip()


def test_english(on):
    for words in (("--lang", "en", "list"), ("list", "--lang", "en"), ("list", "--lang=en")):
        said = on(*words)
        assert said.status == 0 and "106 国道" in said.out
    assert json.loads(on("--lang", "en", "list", "--json", "--text", "LL-001").out)[0]["status"] == "not_started"
