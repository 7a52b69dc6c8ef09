"""Words in two languages."""

from __future__ import annotations

import re

import pytest

from liling_desk import places
from liling_desk.translations import CHINESE, ENGLISH, Message, Translator, language_of_system

HOLE = re.compile(r"\{(\w+)\}")
PAIR = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)


def plain(quoted):
    return "".join(line.strip()[1:-1] for line in quoted.splitlines()).replace('\\"', '"').replace("\\n", "\n")


def english_catalogue():
    folder = places.resource("translations")
    texts = [path.read_text(encoding="utf-8") for path in (*folder.glob("en.po"), *folder.glob("parts/*.po"))]
    return {plain(key): plain(value) for text in texts for key, value in PAIR.findall(text) if plain(key)}


def chinese_texts(repository):
    core = [repository / "liling_desk" / name for name in ("ledger", "store", "cli")]
    files = [path for folder in core for path in folder.glob("*.py")]
    return {
        text for path in files for text in re.findall(r'N_\("((?:[^"\\]|\\.)+)"\)', path.read_text(encoding="utf-8"))
    }


def test_every_text_of_the_core_has_english_with_the_same_holes(repository):
    catalogue, texts = english_catalogue(), chinese_texts(repository)
    assert len(texts) > 50
    assert sorted(text for text in texts if not catalogue.get(text)) == []
    assert [text for text in texts if set(HOLE.findall(text)) != set(HOLE.findall(catalogue[text]))] == []


def test_a_value_may_be_a_message_and_may_have_any_name():
    inner = Message("剩 {days} 天", {"days": 2})
    assert Translator(CHINESE).say(Message("临近到期，{remaining}", {"remaining": inner})) == "临近到期，剩 2 天"
    assert Translator(CHINESE)("{text}{self}", text="a", self="b") == "ab"


def test_braces_in_a_value_stay():
    assert Translator(CHINESE)("“{text}”不是日期。", text="{0} {x}") == "“{0} {x}”不是日期。"
    assert Translator(CHINESE)("没有值的 {x}") == "没有值的 {x}"


def test_an_unknown_language_is_chinese():
    assert Translator("fr").language == CHINESE


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LC_ALL": "en_GB.UTF-8"}, ENGLISH), ({"LANG": "en_US.UTF-8"}, ENGLISH), ({"LANG": "zh_CN.UTF-8"}, CHINESE), ({"LANG": "C"}, CHINESE),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, CHINESE), ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, ENGLISH), ({"LANG": "de_DE"}, CHINESE),
    ],
)  # fmt: skip
def test_the_language_of_the_system(monkeypatch, environment, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_of_system() == language
