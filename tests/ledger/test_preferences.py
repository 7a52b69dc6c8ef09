"""Whatever stands in the preferences file, the program starts."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.preferences import Preferences, load_preferences, preferences_path, save_preferences

DEFAULT = Preferences()
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b'{"language": ',
        b"[" * 100_000,
        b"1" * 10_000,
        b'{"actor": "\\ud800"}',
        b'{"window": {"a": "\\udc00"}}',
    ],
)
def test_a_damaged_file_gives_the_defaults(tmp_path, content):
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    assert load_preferences(path) == DEFAULT


def test_a_missing_file_or_a_folder_gives_the_defaults(tmp_path):
    assert load_preferences(tmp_path / "none.json") == DEFAULT
    assert load_preferences(tmp_path) == DEFAULT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "fr"), ("language", 3), ("language", ["en"]), ("theme", "pink"), ("font_step", 99), ("font_step", True), ("font_step", 2.0),
        ("density", None), ("due_soon_days", -1), ("due_soon_days", 10**9), ("due_soon_days", "30"), ("actor", 5), ("last_ledger", {}),
        ("recent_ledgers", "abc"), ("window", []),
    ],
)  # fmt: skip
def test_one_wrong_value_leaves_the_others(tmp_path, name, value):
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"actor": "李四", "density": "compact", name: value}), encoding="utf-8")
    loaded = load_preferences(path)
    assert getattr(loaded, name) == getattr(DEFAULT, name)
    assert name == "actor" or loaded.actor == "李四"
    assert name == "density" or loaded.density == "compact"


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("language", "font_step", "due_soon_days", "actor", "recent_ledgers", "window"), anything)
    )
)
def test_hostile_values_never_raise(tmp_path_factory, saved):
    path = tmp_path_factory.mktemp("p") / "preferences.json"
    path.write_text(json.dumps(saved), encoding="utf-8")
    loaded = load_preferences(path)
    save_preferences(loaded, path)
    assert isinstance(loaded.actor, str) and all(isinstance(each, str) for each in loaded.recent_ledgers)


def test_they_come_back_as_they_were_saved(desk_home):
    wanted = DEFAULT.but(language="en", theme="dark", font_step=4, actor="张三", window={"size": [1280, 800]}).opened(
        "/台账/一.db"
    )
    save_preferences(wanted)
    assert preferences_path().is_relative_to(desk_home)
    assert load_preferences() == wanted


def test_a_saving_that_fails_leaves_the_former_ones(tmp_path, monkeypatch):
    path = tmp_path / "preferences.json"
    save_preferences(DEFAULT.but(actor="一"), path)

    def refuse(self, target):
        raise OSError("disk full")

    monkeypatch.setattr(type(path), "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        save_preferences(DEFAULT.but(actor="二"), path)
    assert load_preferences(path).actor == "一"


def test_the_newest_of_eight_recent_ledgers_comes_first():
    preferences = DEFAULT
    for number in [*range(10), 5]:
        preferences = preferences.opened(f"{number}.db")
    assert preferences.recent_ledgers == ("5.db", "9.db", "8.db", "7.db", "6.db", "4.db", "3.db", "2.db")
    assert preferences.last_ledger == "5.db"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_folder_is_the_users_own(desk_home):
    save_preferences(DEFAULT)
    assert preferences_path().parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("wrong", [7, None, ["/a"], "relative/folder", "/with\0nul", {"a": 1}])
def test_a_second_place_that_makes_no_sense_is_none(tmp_path, wrong):
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"second_place": wrong, "actor": "张三"}), encoding="utf-8")
    loaded = load_preferences(path)
    assert (loaded.second_place, loaded.second_folder, loaded.actor) == ("", None, "张三")


def test_a_second_place_is_a_folder(tmp_path):
    path = tmp_path / "preferences.json"
    save_preferences(DEFAULT.but(second_place=str(tmp_path)), path)
    assert load_preferences(path).second_folder == tmp_path
