"""What a ledger held then and holds now: nothing differs exactly where the content is equal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment, Source, Unit
from liling_desk.ledger.differences import Held, differences_between
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.letter import Letter, LetterKind
from liling_desk.ledger.record import record
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.status import Status
from liling_desk.translations import Translator
from liling_desk.words.differences import differences_words, item_lines, other_line

DAY = date(2021, 6, 30)
TR = Translator("zh_CN")
CODES = ("LL-001", "LL-002", "LL-003")
texts = st.sampled_from(["", "甲", "乙"])


@st.composite
def items(draw, code):
    status = draw(st.sampled_from([Status.IN_PROGRESS, Status.DONE]))
    done = {"done_on": DAY, "done_basis": "文号"} if status is Status.DONE else {}
    return Commitment(
        code=code, title=draw(st.sampled_from(["修路", "建校"])), note=draw(texts), status=status,
        support_units=draw(st.sampled_from([(), ("市水利局",)])), deleted=draw(st.booleans()),
        version=draw(st.integers(1, 3)), **done,
    )  # fmt: skip


@st.composite
def snapshots(draw):
    codes = draw(st.sets(st.sampled_from(CODES)))
    keys = st.sets(st.integers(1, 3))

    def belonging(make):
        return {code: found for code in codes if (found := tuple(make(code, n) for n in sorted(draw(keys))))}

    return Snapshot(
        {code: draw(items(code)) for code in codes},
        belonging(lambda code, n: Return(key=f"{code}-{n}", commitment=code, progress=draw(texts))),
        {name: Unit(name=name) for name in draw(st.sets(st.sampled_from(["市水利局", "市住建局"])))},
        {key: Source(key=key, title=draw(texts)) for key in draw(st.sets(st.sampled_from("ab")))},
        belonging(lambda code, n: Evidence(key=f"{code}-{n}", commitment=code, text=draw(texts))),
        belonging(lambda code, n: letter(code, str(n), draw(texts))),
        draw(st.integers(0, 5)),
    )


held = st.builds(
    lambda snapshot, views, profiles: Held(
        snapshot, (), tuple(SavedView(name=each) for each in views), tuple(Profile(name=k, columns={"": v}) for k, v in profiles.items())
    ),
    snapshots(), st.sets(st.sampled_from("ab")), st.dictionaries(st.sampled_from("ab"), texts),
)  # fmt: skip


def letter(code, key, number):
    return Letter(
        key=f"{code}-{key}", commitment=code, kind=LetterKind.REMINDER, unit="市水利局", number=number, issued_on=DAY
    )


def content(held):
    """All of it but versions and the number of entries, in a form that can be compared."""
    snapshot = held.snapshot
    of_items = [snapshot.returns, snapshot.evidence, snapshot.letters]
    return (
        {code: record(item) for code, item in snapshot.commitments.items()},
        [{each.key: record(each) for of_one in many.values() for each in of_one} for many in of_items],
        [{key: record(each) for key, each in many.items()} for many in (snapshot.units, snapshot.sources)],
        sorted(each.name for each in held.views),
        {each.name: each.columns for each in held.profiles},
    )


@given(held, held)
def test_nothing_differs_exactly_where_the_content_is_equal(then, now):
    assert bool(differences_between(then, now)) == (content(then) != content(now))
    assert not differences_between(then, then)


@given(held, held)
def test_the_way_back_is_the_same_seen_from_the_other_side(then, now):
    there, back = differences_between(then, now), differences_between(now, then)
    assert [(each.code, each.inverse_kind) for each in map(_Seen, there.items)] == [
        (each.code, each.kind) for each in back.items
    ]
    assert (there.returns_added, there.returns_gone) == (back.returns_gone, back.returns_added)
    assert (there.ticked, there.reopened) == (back.reopened, back.ticked)


class _Seen:
    def __init__(self, item):
        self.code = item.code
        self.inverse_kind = {"added": "gone", "gone": "added"}.get(item.kind, item.kind)


@given(held, held)
def test_all_of_it_can_be_said(then, now):
    found = differences_between(then, now)
    said = [item_lines(each, TR) for each in found.items]
    assert all(line.word for lines in said for line in lines)
    assert all(other_line(each, TR).after for each in found.others)
    assert differences_words(found, TR).endswith("。")


def held_of(*items, **parts):
    return Held(Snapshot({item.code: item for item in items}, **parts))


def test_a_deleted_item_is_gone_and_a_brought_back_one_is_new():
    there = Commitment(code="LL-001", title="修路")
    deleted = there.but(deleted=True)
    (gone,) = differences_between(held_of(there), held_of(deleted)).items
    (new,) = differences_between(held_of(deleted), held_of(there)).items
    (lost,) = differences_between(held_of(there), held_of()).items
    assert (gone.kind, new.kind, lost.kind) == ("gone", "added", "gone")
    assert gone.title == lost.title == "修路"
    assert held_of(there, deleted.but(code="LL-002")).items == 1


@pytest.fixture
def found():
    item = Commitment(code="LL-001", title="修路", note="旧")
    done = item.but(note="新", status=Status.DONE, done_on=DAY, done_basis="醴政〔2021〕1号")
    report = Return(key="1", commitment="LL-001", period="2021-06", unit="市水利局", progress="完" * 200)
    return differences_between(
        held_of(item), held_of(done, Commitment(code="LL-002", title="建校"), returns={"LL-001": (report,)})
    )


def test_fields_verdicts_and_returns_in_words(found):
    lines = {(line.word, line.before, line.after) for line in item_lines(found.items[0], TR)}
    assert {("备注", "旧", "新"), ("状态", "未启动", "已办结"), ("办结依据", "（空）", "醴政〔2021〕1号")} <= lines
    (report,) = (after for word, _, after in lines if word == "新报送")
    assert report.startswith("2021-06，市水利局，完") and report.endswith("…") and len(report) < 100
    assert found.ticked == ("LL-001",) and found.reopened == ()
    assert differences_words(found, TR) == "那以后：新增 1 项，改过 1 项，新报送 1 条，销号 1 项。"


def test_letters_and_evidence_belong_to_their_item():
    item = Commitment(code="LL-001", title="修路")
    now = held_of(
        item,
        letters={"LL-001": (letter("LL-001", "1", "醴督〔2021〕1号"),)},
        evidence={"LL-001": (Evidence(key="e", commitment="LL-001", text="照片"),)},
    )
    (changed,) = differences_between(held_of(item), now).items
    assert changed.kind == "changed"
    assert [(line.word, line.after) for line in item_lines(changed, TR)] == [
        ("依据材料", "照片"), ("催办单", "醴督〔2021〕1号，市水利局，2021-06-30"),
    ]  # fmt: skip


def test_what_belongs_to_no_item_is_named():
    now = held_of(units={"市水利局": Unit(name="市水利局")}, sources={"r": Source(key="r", title="政府工作报告")})
    assert [(line.word, line.after) for line in (other_line(each, TR) for each in differences_between(held_of(), now).others)] == [
        ("单位：新增", "市水利局"), ("依据：新增", "政府工作报告"),
    ]  # fmt: skip
