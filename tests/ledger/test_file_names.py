"""Names from elsewhere: whatever they are, what is shown and written is one harmless part of a path."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liling_desk.ledger.file_names import (
    LONGEST,
    MOST_BYTES,
    as_text,
    clean_name,
    ending_of,
    is_program_name,
    with_ending,
)

HOSTILE = st.text(
    st.one_of(st.sampled_from("./\\:*?\"<>|%~$`'&;\0\r\n\t \u202e\u202d\u2066\u200b\ufeff\u3000。．é験验a1COMNULcon"), st.characters()),
    max_size=400,
)  # fmt: skip


@given(HOSTILE)
@example("../../etc/passwd")
@example("..\\..\\windows\\system32\\x.dll")
@example("\ud800.pdf")
@example("CON .txt")
@example("." * 300)
@example("e\u0301" * 300 + ".pdf")
def test_no_name_leaves_its_folder_or_hides_what_it_is(name):
    clean = clean_name(name)
    for path in (PurePosixPath(clean), PureWindowsPath(clean)):
        assert path.parts == (clean,) and not path.is_absolute() and not path.drive
    assert clean not in ("", ".", "..") and not clean.endswith((".", " ")) and not clean.startswith((".", " "))
    assert not {unicodedata.category(each) for each in clean} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not set(clean) & set('/\\<>:"|?*')
    assert not PureWindowsPath(clean).is_reserved()
    assert len(clean) <= LONGEST and len(clean.encode()) <= MOST_BYTES
    assert clean_name(clean) == clean


@given(HOSTILE, st.sampled_from([(".pdf",), (".jpg", ".jpeg"), ()]))
def test_a_forced_ending_is_there_and_the_rest_stays_harmless(name, endings):
    made = with_ending(name, endings)
    assert clean_name(made) == made and len(made.encode()) <= 255
    assert not endings or ending_of(made) in endings


@given(HOSTILE)
def test_what_came_can_be_kept_as_data(name):
    kept = as_text(name)
    kept.encode("utf-8")
    assert "\0" not in kept


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("验收报告.pdf", "验收报告.pdf"),
        ("C:\\Users\\me\\验收.pdf", "验收.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("合同.pdf . ", "合同.pdf"),
        ("NUL", "_NUL"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("aux .pdf", "_aux.pdf"),
        ("a:stream.exe", "a_stream.exe"),
        ("一\n二\t三.pdf", "一二三.pdf"),
        (".htaccess", "htaccess"),
        ("...", "附件"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("长" * 200 + ".docx", "长" * 75 + ".docx"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


@pytest.mark.parametrize(
    "name", ["a.exe", "a.EXE", "a.exe.", "a.pdf .exe ", "a\u200b.bat", "a.l\u202enk", "x.py", "装.msi"]
)
def test_names_that_start_programs_are_known_however_they_are_written(name):
    assert is_program_name(name)


@pytest.mark.parametrize("name", ["a.pdf", "exe", "a.exe.pdf", "bat", "验收", "a.docm"])
def test_other_names_are_not(name):
    assert not is_program_name(name)
