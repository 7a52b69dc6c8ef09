"""Content that nobody of us wrote, in a ledger that is sound otherwise: a message or nothing, never a traceback."""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from datetime import date

import pytest

from liling_desk.ledger import edits, packing
from liling_desk.ledger.errors import LedgerDamaged, LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.open_ledger import OpenLedger, rescue_ledger
from liling_desk.preferences import Preferences, load_preferences
from liling_desk.store import journal
from tests.worked_ledger import work_on

DAY = date(2021, 12, 15)
DEEP = "[" * 100_000 + "]" * 100_000
SENSELESS = {
    "no JSON": "{",
    "deep": DEEP,
    "nested fields": '{"a":' * 5_000 + "1" + "}" * 5_000,
    "not a number": "[NaN]",
    "beyond all numbers": '[{"entity":"commitment","key":"LL-001","before":null,"after":{"target":1e999}}]',
    "many digits": "[" + "9" * 5_000 + "]",
    "a number": "7",
    "a text": '"text"',
    "nothing": "null",
    "numbers": "[1, 2]",
    "objects": "[{}]",
    "half a character": '[{"entity":"unit","key":"\\ud800","before":null,"after":{"name":"\\ud800","aliases":[]}}]',
    "an entity of its own": '[{"entity":"sqlite_master","key":"x","before":null,"after":{}}]',
    "a key that is none": '[{"entity":"unit","key":[],"before":null,"after":{}}]',
    "fields that are none": '[{"entity":"unit","key":"x","before":null,"after":[1]}]',
    "aliases that are none": '[{"entity":"unit","key":"x","before":null,"after":{"aliases":[[]]}}]',
    "a field with SQL": '[{"entity":"saved_view","key":"x","before":{"filter = 1 --":1},"after":{"sort = 2 --":2}}]',
    "a deadline that is none": '[{"entity":"commitment","key":"LL-001","before":{"deadline":1},"after":{"deadline":[]}}]',
    "a creation without fields": '[{"entity":"commitment","key":"LL-777","before":{},"after":null}]',
    "huge": '[{"entity":"commitment","key":"LL-001","before":{"indicator":9},"after":{"version":1e308}}]',
}


@pytest.fixture(scope="module")
def worked(ledgers, tmp_path_factory):
    place = ledgers.copy(ledgers.starter(), tmp_path_factory.mktemp("worked"))
    ledger = OpenLedger.open(place, "张三")
    work_on(ledger)
    ledger.close()
    return place


@pytest.fixture
def hostile(ledgers, worked, tmp_path):
    return ledgers.copy(worked, tmp_path)


def sealed_anew(ledgers, place, changes, **columns):
    """Another last entry, sealed as if it were ours."""
    names = [*journal.SEALED, "hash"]
    *_, before = ledgers.rows(place, f"SELECT {', '.join(names)} FROM journal ORDER BY seq")
    row = {**before, "seq": before["seq"] + 1, "op": "x", "action": "edit", "batch": None, "cancels": None}
    row |= {"changes": changes, "previous_hash": before["hash"], **columns}
    row["hash"] = journal.seal(row)
    ledgers.tamper(
        place, (f"INSERT INTO journal ({', '.join(row)}) VALUES ({', '.join(':' + name for name in row)})", row)
    )


def everything(place):
    """Ask for all that can be asked, and change what can be changed; every problem has to be a known one."""
    known = []
    try:
        ledger = OpenLedger.open(place, "张三")
    except LedgerError as problem:
        return [problem]
    asked = [
        ledger.snapshot,
        lambda: ledger.find(LedgerFilter(text="建设"), SortOrder(by="due"), DAY),
        lambda: ledger.find(LedgerFilter(), SortOrder(), DAY),
        lambda: ledger.roll_call(DAY, DAY),
        *(lambda code=code: ledger.light_changes(code, date(2021, 6, 1), DAY) for code in ("LL-001", "LL-062")),
        *(lambda code=code: ledger.remarks(code, DAY) for code in ("LL-001", "LL-062")),
        lambda: ledger.standings_then(date(2021, 6, 1)),
        lambda: ledger.history("LL-001"),
        ledger.recent,
        ledger.batches,
        ledger.saved_views,
        ledger.profiles,
        ledger.bulletins,
        lambda: [ledger.frozen_figures(each) for each in ledger.bulletins()],
        lambda: [ledger.original_file(each.number) for each in ledger.batches()],
        ledger.can_undo,
        ledger.can_redo,
        ledger.check,
        lambda: ledger.apply(edits.revise(ledger.get("LL-001"), title="新名称")),
        ledger.undo,
        ledger.undo,
        ledger.redo,
        lambda: ledger.undo_batch(1),
    ]
    try:
        for ask in asked:
            try:
                ask()
            except LedgerError as problem:
                known.append(problem)
        found = None
        with suppress(LedgerError):
            found = ledger.check()
        return known if found is None or found["ok"] else [*known, *found["problems"]]
    finally:
        ledger.close()


def test_honest_content_raises_nothing(hostile):
    assert all("没有可以" in str(each) for each in everything(hostile))


@pytest.mark.parametrize("kind", SENSELESS)
def test_a_journal_entry(ledgers, hostile, kind):
    sealed_anew(ledgers, hostile, SENSELESS[kind])
    assert everything(hostile)
    if hostile.file is not None:
        with suppress(LedgerError):
            rescue_ledger(hostile.file, hostile.file.with_name("新.db"), "张三")


@pytest.mark.parametrize(
    "column",
    [
        {"at": "gestern"},
        {"at": ""},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"action": "undo", "cancels": 10**18},
        {"action": "undo", "cancels": 1},
    ],
)
def test_other_columns_of_an_entry(ledgers, hostile, column):
    sealed_anew(ledgers, hostile, "[]", **column)
    everything(hostile)


@pytest.mark.parametrize(
    "column", ["saved_view SET filter", "saved_view SET sort", "profile SET columns", "profile SET layout"]
)
def test_views_and_profiles_are_left_out(hostile, tamper, column):
    for text in SENSELESS.values():
        tamper(hostile, (f"UPDATE {column} = ?", (text,)))
        ledger = OpenLedger.open(hostile, "张三")
        assert ledger.saved_views() == [] or ledger.profiles() == []
        ledger.close()
    ledger = OpenLedger.open(hostile, "张三")
    assert not ledger.check()["ok"]
    ledger.close()


@pytest.mark.parametrize("kind", ["deep", "a text", "objects"])
@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE commitment SET extensions = ? WHERE code = 'LL-002'", "LL-002"),
        ("UPDATE commitment SET reporting = ? WHERE code = 'LL-002'", "LL-002"),
        ("UPDATE commitment SET hand_light = ? WHERE code = 'LL-002'", "LL-002"),
        ("UPDATE indicator SET plan = ? WHERE commitment = 'LL-062'", "LL-062"),
        ("UPDATE bulletin SET filter = ?", "2021-11"),
    ],
)
def test_parts_of_items_and_bulletins(hostile, tamper, statement, code, kind):
    tamper(hostile, (statement, (SENSELESS[kind],)))
    found = everything(hostile)
    assert any(code in str(each) for each in found)


@pytest.mark.parametrize("day", ["2021-02-30", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitment SET assigned_deadline = ? WHERE code = 'LL-001'",
        "UPDATE commitment SET deadline_latest = ?, deadline_kind = 'dated' WHERE code = 'LL-001'",
        "UPDATE commitment SET deadline_earliest = ?, deadline_kind = 'dated' WHERE code = 'LL-062'",
        "UPDATE commitment SET reference_date = ? WHERE code = 'LL-062'",
        "UPDATE commitment SET done_on = ? WHERE code = 'LL-003'",
        "UPDATE progress_return SET reported_on = ? WHERE commitment = 'LL-001'",
        "UPDATE progress_return SET sent_back_on = ? WHERE commitment = 'LL-001'",
        "UPDATE progress_return SET period = ? WHERE commitment = 'LL-001'",
        "UPDATE source SET issued_on = ?",
        "UPDATE evidence SET added_on = ?",
        "UPDATE bulletin SET as_of = ?",
    ],
)
def test_days_that_are_none_and_days_at_the_end_of_time(hostile, tamper, statement, day):
    tamper(hostile, (statement, (day,)))
    assert everything(hostile)


@pytest.mark.parametrize("number", [9e999, -1.7e308, -0.0])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE indicator SET target = ?",
        "UPDATE indicator SET baseline = ?",
        "UPDATE indicator SET stated_growth_pct = ?",
        "UPDATE progress_return SET value = ?",
    ],
)
def test_numbers_that_are_none(hostile, tamper, statement, number):
    tamper(hostile, (statement, (number,)))
    assert everything(hostile)


@pytest.mark.parametrize("number", [2**63 - 1, -1])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitment SET version = ?",
        "UPDATE indicator SET baseline_year = ?",
        "UPDATE progress_return SET batch = ?",
        "UPDATE batch SET seq = ?",
        "UPDATE batch SET number = ?",
        "UPDATE batch SET row_count = ?",
        "UPDATE bulletin SET year = ?",
        "UPDATE journal SET seq = ? WHERE seq = 5",
        "UPDATE journal_subject SET seq = ? WHERE seq = 5",
    ],
)
def test_whole_numbers_without_measure(hostile, tamper, statement, number):
    tamper(hostile, (statement, (number,)))
    everything(hostile)


def test_items_that_belong_to_themselves(hostile, tamper):
    tamper(hostile, ("UPDATE commitment SET parent = code", ()))
    assert everything(hostile)


def test_a_kept_file_that_would_fill_the_memory(hostile, tamper, monkeypatch):
    monkeypatch.setattr(packing, "LARGEST", 1 << 20)
    bomb = zlib.compress(b"\0" * (1 << 24), 9)
    of_the_batch = "sha256 = (SELECT sha256 FROM batch)"
    tamper(hostile, (f"UPDATE kept_file SET content = ?, form = 'zlib' WHERE {of_the_batch}", (bomb,)))
    ledger = OpenLedger.open(hostile, "张三")
    with pytest.raises(LedgerError):
        ledger.original_file(1)
    ledger.close()


def test_preferences(tmp_path):
    path = tmp_path / "preferences.json"
    hostile = [
        *SENSELESS.values(),
        json.dumps(
            {"font_step": True, "recent_ledgers": [[], {}, 1, "a\0b"], "window": {"x": {}}, "due_soon_days": 10**400}
        ),
        '{"font_step": NaN, "due_soon_days": 1e999, "actor": ["x"], "theme": {"a": 1}, "language": null}',
        '{"window": ' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}",
        '{"last_ledger": "\\ud800", "actor": "x"}',
        "\ufeff{}",
    ]
    for text in hostile:
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        assert isinstance(load_preferences(path), Preferences)
    path.write_bytes(b"\xff\xfe" + bytes(range(256)))
    assert load_preferences(path) == Preferences()


def test_the_message_names_what_makes_no_sense(hostile, tamper):
    tamper(hostile, ("UPDATE commitment SET extensions = '[' WHERE code = 'LL-002'", ()))
    ledger = OpenLedger.open(hostile, "张三")
    with pytest.raises(LedgerDamaged, match="LL-002"):
        ledger.snapshot()
    ledger.close()
