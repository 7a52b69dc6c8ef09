"""letters: one file a unit, numbered on, logged where they are issued."""

from __future__ import annotations

import io

import docx
import pytest

from liling_desk.ledger import edits
from liling_desk.open_ledger import OpenLedger

UNITS = {"LL-001": "市交通局", "LL-002": "市交通局", "LL-062": "市委组织部"}
PATTERN = "醴督〔2021〕{n}号"


@pytest.fixture
def sent(on, ledger_file, tmp_path):
    """Call `letters` on a ledger with two units; gives back what was said and the files."""
    ledger = OpenLedger.open(ledger_file, "张三")
    for code, unit in UNITS.items():
        ledger.apply(edits.assign(ledger.get(code), unit))
    ledger.close()

    def call(kind, *words, folder="函件", as_of="2021-12-15"):
        said = on("letters", kind, "-o", tmp_path / folder, "--as-of", as_of, *words)
        there = tmp_path / folder
        return said, sorted(path.name for path in there.iterdir()) if there.is_dir() else []

    return call


def logged(ledger_file):
    ledger = OpenLedger.open(ledger_file, "李四")
    letters = ledger.snapshot().letters
    sound = ledger.check()["ok"]
    ledger.close()
    assert sound
    return {
        code: [(each.number, each.unit, each.issued_on.isoformat()) for each in all_] for code, all_ in letters.items()
    }


def test_one_file_a_unit(sent, tmp_path, ledger_file):
    said, files = sent(
        "assignment", "--number", PATTERN, "--issuer", "督查室", "--reply-by", "2021-12-20", "--on", "2021-12-16"
    )
    assert said.status == 0 and files == [
        "市交通局-承诺事项督办单-2021-12-15.docx", "市委组织部-承诺事项督办单-2021-12-15.docx",
    ]  # fmt: skip
    assert "醴督〔2021〕1号\t市交通局\t" in said.out and "另有 90 项待分办" in said.out
    text = "\n".join(each.text for each in docx.Document(str(tmp_path / "函件" / files[0])).paragraphs)
    assert "督查室" in text and "2021年12月20日前" in text and "2021年12月16日" in text and "醴督〔2021〕1号" in text
    assert logged(ledger_file) == {}


def test_issuing_logs_them_goes_on_counting_and_can_be_undone(sent, on, ledger_file):
    assert sent("assignment", "--number", PATTERN, "--issue")[0].status == 0
    first = {
        "LL-001": [("醴督〔2021〕1号", "市交通局", "2021-12-15")],
        "LL-002": [("醴督〔2021〕1号", "市交通局", "2021-12-15")],
        "LL-062": [("醴督〔2021〕2号", "市委组织部", "2021-12-15")],
    }
    assert logged(ledger_file) == first
    said, _ = sent("due_soon", "--number", PATTERN, "--issue", folder="二")
    assert said.status == 0 and "醴督〔2021〕3号" in said.out
    assert logged(ledger_file) != first
    assert on("undo").status == 0 and logged(ledger_file) == first
    history = on("show", "LL-001", "--json").json["history"]
    assert [each["action"] for each in history[:2]] == ["undo", "letter"]
    again, files = sent("assignment", "--number", PATTERN, "--first", "2", "--issue", folder="三")
    assert again.status == 2 and "醴督〔2021〕2号" in again.err and files == [] and logged(ledger_file) == first


def test_as_pdf_and_all_in_one(sent, on, tmp_path):
    said, files = sent("reminder", "--pdf", "--unit", "市交通局")
    assert said.status == 0 and [name.rpartition(".")[2] for name in files] == ["pdf"]
    for ending in ("docx", "pdf"):
        path = tmp_path / f"全部.{ending}"
        assert on("report", "assignment", "-o", path, "--as-of", "2021-12-15").status == 0
        assert path.read_bytes()[:2] == (b"PK" if ending == "docx" else b"%P")
    whole = docx.Document(io.BytesIO((tmp_path / "全部.docx").read_bytes()))
    assert len(whole.tables) == len(whole.sections) == 2


def test_nothing_to_say_writes_nothing(sent, ledger_file):
    said, files = sent("due_soon", "--issue", as_of="2021-03-01")
    assert said.status == 0 and files == [] and "没有需要发函的单位" in said.out
    assert logged(ledger_file) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--number", "督1号"), "{n}"),
        (("--period", "2021-13"), "2021-13"),
        (("--reply-by", "某天"), "某天"),
    ],
)
def test_wrong_words_are_named(sent, words, said):
    spoken, files = sent("reminder", *words)
    assert spoken.status == 2 and said in spoken.err and files == []


def test_files_that_are_there_stay(sent, tmp_path, ledger_file):
    _, files = sent("assignment")
    before = {name: (tmp_path / "函件" / name).read_bytes() for name in files}
    said, after = sent("assignment", "--issue")
    assert said.status == 3 and after == files and logged(ledger_file) == {}
    assert {name: (tmp_path / "函件" / name).read_bytes() for name in files} == before
