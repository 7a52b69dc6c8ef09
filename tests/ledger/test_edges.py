"""Rules of the ledger at their edges: what is too far, too much, empty or said twice."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline, read_day, read_deadline, reading
from liling_desk.ledger.errors import InvalidEdit, UsageError
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.letter import Letter, LetterKind, issue_letters, next_number, number_of
from liling_desk.ledger.person import Person, name_in, person_of
from liling_desk.ledger.plan import Plan, plan_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.trajectory import trajectory_of
from liling_desk.ledger.zip_names import first_stored

WEDNESDAY = date(2021, 2, 24)
DUE = Deadline(phrase="年底", kind="dated", latest=date(2021, 12, 31))


@pytest.mark.parametrize(
    ("phrase", "latest"),
    [
        ("周一前", date(2021, 3, 1)),
        ("周三前", WEDNESDAY),
        ("星期天前", date(2021, 2, 28)),
        ("首季度", date(2021, 3, 31)),
        ("末季度", date(2021, 12, 31)),
        ("十四五前三年", date(2023, 12, 31)),
        ("二O二一年六月", date(2021, 6, 30)),
        ("二百零五天内", date(2021, 9, 17)),
        ("廿一日前", date(2021, 3, 21)),
        ("卅日前", date(2021, 3, 30)),
        ("2022年春节前", date(2022, 2, 1)),
    ],
)
def test_a_phrase_is_read_from_the_day_of_its_document(phrase: str, latest: date) -> None:
    read = read_deadline(phrase, WEDNESDAY)
    assert (read.kind, read.latest) == ("dated", latest)


@pytest.mark.parametrize(
    "phrase",
    ["“十四五”前九年", "21 6 30", "2055年春节前", "1999年春节前", "99999999个工作日内", "9999年12月后10年", "千零百日",
     "6001个工作日内"],
)  # fmt: skip
def test_what_is_no_day_is_not_made_one(phrase: str) -> None:
    read = read_deadline(phrase, WEDNESDAY)
    assert (read.kind, read.latest) == ("unreadable", None)


def test_a_text_of_any_length_is_no_day() -> None:
    assert read_day("2021年6月30日") == date(2021, 6, 30)
    assert read_day("2021年6月30日" + "。" * 10_000) is None


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        (Deadline(phrase="长期", kind="dated", latest=date(2021, 6, 30)), "“长期”读作 2021-06-30"),
        (Deadline(kind="dated", latest=date(2021, 6, 30)), "读作 2021-06-30"),
        (Deadline(phrase="6月底", kind="ongoing"), "“6月底”"),
        (Deadline(phrase="", kind="dated", latest=date(2021, 6, 30), by_hand=True), "由督查室人工定为 2021-06-30"),
        (Deadline(phrase="6月底", kind="unstated", by_hand=True), "由督查室人工认定为没有日期"),
    ],
)
def test_a_reading_that_is_not_the_rules_own_is_said_as_it_stands(deadline: Deadline, said: str) -> None:
    assert said in str(reading(deadline, WEDNESDAY))


def test_a_day_set_by_hand_before_the_document_begins_nowhere() -> None:
    item = Commitment(code="LL-001", title="事项", deadline=DUE, reference_date=WEDNESDAY)
    (change,) = edits.read_by_hand(item, date(2021, 1, 31)).changes
    assert change.after["deadline"]["earliest"] is None
    (change,) = edits.read_by_hand(item, date(2021, 3, 31)).changes
    assert change.after["deadline"]["earliest"] == "2021-02-24"


@pytest.mark.parametrize(("reason", "document"), [(" ", "文号"), ("疫情", "\n")])
def test_an_extension_wants_its_reason_and_document(reason: str, document: str) -> None:
    item = Commitment(code="LL-001", title="事项", deadline=DUE)
    with pytest.raises(InvalidEdit):
        edits.extend(item, date(2022, 3, 31), reason, document, date(2021, 12, 1))


def letter(number: str, key: str = "k") -> Letter:
    return Letter(
        key=key, commitment="LL-001", kind=LetterKind.REMINDER, unit="甲局", number=number, issued_on=WEDNESDAY
    )


def test_a_number_is_given_once() -> None:
    pattern = "醴督〔2021〕{n}号"
    out = [letter("醴督〔2021〕7号"), letter("别的9号"), letter("")]
    assert next_number(out, pattern) == 8 and next_number([], pattern) == 1
    assert number_of(pattern, 8) == "醴督〔2021〕8号"
    assert len(issue_letters([letter("醴督〔2021〕8号", "x"), letter("", "y")], out).changes) == 2
    with pytest.raises(InvalidEdit, match="醴督〔2021〕7号 已经用过"):
        issue_letters([letter("醴督〔2021〕7号", "x")], out)


@pytest.mark.parametrize("pattern", ["醴督〔2021〕号", "", "{n}号{n}"])
def test_a_pattern_has_one_place_for_the_number(pattern: str) -> None:
    with pytest.raises(UsageError, match="要有一处"):
        number_of(pattern, 1)


@pytest.mark.parametrize(
    ("person", "signature"),
    [
        (Person("王五", "wang"), "王五（wang）"),
        (Person("wang", "wang"), "wang"),
        (Person("", "wang"), "wang"),
        (Person("王五"), "王五"),
        (Person("王（五）\n\u202e六", "w\u200bang"), "王(五) 六（wang）"),
    ],
)
def test_a_signature_names_the_person_and_the_account(person: Person, signature: str) -> None:
    assert person.signature == signature
    assert person_of(signature).signature == signature
    assert name_in(signature) == person_of(signature).name


def measured(**fields: object) -> Commitment:
    indicator = Indicator(**{"metric": "产值", "comparison": ">=", "target": 100, "unit": "亿元", **fields})
    return Commitment(code="LL-001", title="事项", deadline=DUE, reference_date=WEDNESDAY, indicator=indicator)


def test_a_yearly_figure_of_the_last_whole_year_itself_is_measured_by_days() -> None:
    item = measured(measure="annual", baseline=80, baseline_year=2021).but(
        deadline=Deadline(phrase="", kind="dated", latest=date(2022, 6, 30))
    )
    plan = plan_of(item)
    assert isinstance(plan, Plan) and not plan.stepped and plan.end == date(2022, 6, 30)


def test_what_has_no_figure_has_no_course() -> None:
    bare = Commitment(code="LL-001", title="事项", deadline=DUE)
    assert trajectory_of(standing_of(bare, (), date(2021, 6, 30)), ()) is None


@pytest.mark.parametrize(
    ("value", "as_of", "needed"),
    [
        (40, date(2021, 6, 30), True),
        (120, date(2021, 6, 30), False),  # the target is reached
        (40, date(2021, 12, 31), False),  # the day has come
        (None, date(2021, 6, 30), False),
    ],
)
def test_what_is_still_needed_is_drawn_as_long_as_it_can_be_done(
    value: float | None, as_of: date, needed: bool
) -> None:
    item = measured(baseline=10)
    returns = (Return(key="r", commitment="LL-001", period="2021-06", reported_on=date(2021, 6, 30), value=value),)
    course = trajectory_of(standing_of(item, returns, as_of), returns)
    assert bool(course.required) is needed


def test_only_a_short_first_part_that_is_not_compressed_says_what_a_package_is() -> None:
    import io
    import zipfile

    def made(how: int, content: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", how) as archive:
            archive.writestr("mimetype", content)
        return out.getvalue()

    assert first_stored(made(zipfile.ZIP_STORED, b"application/ofd")) == ("mimetype", b"application/ofd")
    assert first_stored(made(zipfile.ZIP_DEFLATED, b"application/ofd")) is None
    assert first_stored(made(zipfile.ZIP_STORED, b"x" * 201)) is None
    assert first_stored(b"PK\x03\x04") is None and first_stored(b"") is None
