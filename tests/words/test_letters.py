"""Letters and bulletins in the words of the history and of the menus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger.bulletin import Bulletin, draft
from liling_desk.ledger.entry import name_of
from liling_desk.ledger.letter import Letter, LetterKind, issue_letters
from liling_desk.open_ledger import OpenLedger
from liling_desk.translations import Translator
from liling_desk.words.entries import entry_words
from liling_desk.words.history import history_item, line_words
from liling_desk.words.letters import letters_words

CHINESE = Translator("zh_CN")
LETTER = Letter(
    key="a", commitment="LL-062", kind=LetterKind.REMINDER, unit="市委组织部", number="醴督〔2021〕3号",
    issued_on=date(2021, 12, 16), reply_by=date(2021, 12, 20),
)  # fmt: skip


@pytest.fixture
def ledger(ledger_file: Path) -> Iterator[OpenLedger]:
    opened = OpenLedger.open(ledger_file, "示例用户")
    yield opened
    opened.close()


def test_a_letter_in_the_history_of_its_item(ledger: OpenLedger) -> None:
    ledger.apply(issue_letters([LETTER]))
    item = history_item(ledger.history("LL-062")[0], CHINESE)
    assert item.what == "发函"
    told = "醴督〔2021〕3号，市委组织部，2021-12-16，请于 2021-12-20 前回复"
    assert [line_words(line, CHINESE) for line in item.lines] == [f"催办单：{told}"]
    assert entry_words(ledger.recent_names(1)[0], CHINESE) == "发函 LL-062"
    ledger.undo()
    undone = history_item(ledger.history("LL-062")[0], CHINESE)
    assert [line_words(line, CHINESE) for line in undone.lines] == [f"去掉的催办单：{told}"]


def test_the_newest_letter_and_the_older_ones() -> None:
    older = [LETTER.but(key=str(n), number="", issued_on=date(2021, n, 1)) for n in (11, 10, 9)]
    assert letters_words([LETTER], CHINESE) == ("催办单 醴督〔2021〕3号，2021-12-16", "")
    newest, below = letters_words([LETTER, *older], CHINESE)
    assert newest == "催办单 醴督〔2021〕3号，2021-12-16"
    assert below == "催办单，2021-11-01\n催办单，2021-10-01\n更早还有 1 件"


def test_a_bulletin_is_named_where_it_can_be_undone(ledger: OpenLedger) -> None:
    ledger.apply(draft(Bulletin(key="2021-11", year=2021, number=11, as_of=date(2021, 12, 15))))
    assert entry_words(ledger.recent_names(1)[0], CHINESE) == "起草通报 2021 年第 11 期"
    assert ledger.recent_names(1)[0] == name_of(ledger.recent(1)[0]) == ledger.can_undo()
