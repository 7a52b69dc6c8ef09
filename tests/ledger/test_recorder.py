"""Many new values recorded by their parts: the same as a model of each would be."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.record import Recorder, creation
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status

ITEMS: tuple[dict[str, object], ...] = (
    {"title": "修路"},
    {"title": " 修桥\n", "lead_unit": " 市水利局 ", "leader": "  ", "support_units": ("甲", " 甲", "", "乙")},
    {"title": "建校", "deadline": Deadline(phrase="年底前", kind="dated", latest=date(2021, 12, 31)), "note": " 两端 "},
    {"title": "建厂", "deadline": Deadline(phrase="年底前", kind="dated", latest=date(2021, 12, 31)), "leader": None},
    {"title": "引水", "indicator": Indicator(metric="里程", target=3), "status": Status.SUBMITTED, "deleted": True},
)


def test_items_are_recorded_as_their_models_are() -> None:
    recorder = Recorder("commitment", Commitment, code="-", title="-")
    for number, fields in enumerate(ITEMS):
        whole = {**fields, "code": f"LL-{number}"}
        expected = creation("commitment", f"LL-{number}", Commitment(**whole))  # type: ignore[arg-type]
        found = recorder.creation(f"LL-{number}", whole)
        assert found == expected
        assert list(found.after or ()) == list(expected.after or ())


@pytest.mark.parametrize("value", [3, 3.0, 1e-5, None])
def test_a_return_is_recorded_as_its_model_is(value: float | None) -> None:
    fields = {"key": "k", "commitment": "c", "value": value, "reported_on": date(2021, 6, 1), "progress": " 开工 "}
    recorder = Recorder("progress_return", Return, key="-", commitment="-")
    expected = creation("progress_return", "k", Return(**fields))  # type: ignore[arg-type]
    assert repr(recorder.creation("k", fields)) == repr(expected)


@pytest.mark.parametrize("wrong", [{"title": "  "}, {"value": 1}, {"status": "?"}, {"deadline": "soon"}])
def test_what_the_model_refuses_is_refused(wrong: dict[str, object]) -> None:
    recorder = Recorder("commitment", Commitment, code="-", title="-")
    with pytest.raises((ValidationError, KeyError)):
        recorder.creation("LL-1", {"title": "修路", **wrong})


def test_many_are_recorded_as_each_of_them_is() -> None:
    recorder = Recorder("commitment", Commitment, code="-", title="-")
    told = [
        ("修路", " 甲 ", Status.DONE, Deadline(phrase="年底前"), ("甲",)), ("修桥", "乙", Status.SUBMITTED, Deadline(), ()),
    ]  # fmt: skip
    names = ("title", "leader", "status", "deadline", "support_units")
    codes = [f"LL-{number}" for number in range(len(told))]
    columns = dict(zip(names, zip(*told, strict=True), strict=True))
    many = recorder.creations(codes, {**columns, "code": codes})
    each_alone = [
        recorder.creation(code, {**dict(zip(names, fields, strict=True)), "code": code})
        for code, fields in zip(codes, told, strict=True)
    ]
    assert [repr(change) for change in many] == [repr(change) for change in each_alone]
