"""attach, evidence."""

from __future__ import annotations

import hashlib

import pytest

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "验收报告.pdf"
    path.write_bytes(PDF)
    return path


def test_a_file_goes_in_and_comes_out_byte_for_byte(on, paper, tmp_path):
    made = on("attach", "LL-001", paper, "--note", "醴交验〔2021〕3号")
    assert (made.status, made.err) == (0, "") and "LL-001" in made.out
    (one,) = on("evidence", "LL-001", "--json").json
    assert one == {
        "text": "醴交验〔2021〕3号", "added_on": one["added_on"], "file_name": "验收报告.pdf", "name": "验收报告.pdf",
        "size": len(PDF), "sha256": hashlib.sha256(PDF).hexdigest(), "media": "application/pdf",
    }  # fmt: skip
    assert on("show", "LL-001", "--json").json["evidence"] == [one]
    listed = on("evidence", "LL-001").out
    assert listed.startswith("1\t") and one["sha256"] in listed and f"{len(PDF)} B" in listed
    target = tmp_path / "取出.pdf"
    assert on("evidence", "LL-001", "--save", 1, "-o", target).status == 0
    assert target.read_bytes() == PDF
    again = on("evidence", "LL-001", "--save", 1, "-o", target)
    assert again.status == 3 and "没有覆盖" in again.err
    folder = tmp_path / "夹"
    folder.mkdir()
    assert on("evidence", "LL-001", "--save", 1, "-o", folder).status == 0
    assert (folder / "验收报告.pdf").read_bytes() == PDF
    assert on("check").status == 0
    assert on("undo").status == 0 and on("evidence", "LL-001", "--json").json == []


def test_one_refused_file_leaves_all_of_them_out(on, paper, tmp_path):
    program = tmp_path / "照片.jpg"
    program.write_bytes(b"MZ\x90\0")
    said = on("attach", "LL-001", paper, program)
    assert said.status == 3 and "程序" in said.err and "照片.jpg" in said.err
    assert on("evidence", "LL-001", "--json").json == []


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("attach", "LL-001"), 2, "没有写要添加的文件"),
        (("attach", "XX-1", "{paper}"), 2, "XX-1"),
        (("attach", "LL-001", "{missing}"), 3, "读不出来"),
        (("attach", "LL-001", "{folder}"), 3, "不是普通文件"),
        (("evidence", "XX-1"), 2, "XX-1"),
        (("evidence", "LL-001", "--save", "1"), 2, "-o"),
        (("evidence", "LL-001", "--save", "1", "-o", "{missing}"), 2, "第 1 件"),
    ],
)
def test_what_can_not_be_done_is_said(on, paper, tmp_path, words, status, told):
    values = {"paper": paper, "missing": tmp_path / "没有.pdf", "folder": tmp_path}
    said = on(*(word.format(**values) for word in words))
    assert said.status == status and told in said.err


def test_a_note_in_words_needs_no_file(on, tmp_path):
    assert on("attach", "LL-001", "--note", "见档案室 3 柜").status == 0
    (one,) = on("evidence", "LL-001", "--json").json
    assert (one["text"], one["file_name"], one["size"]) == ("见档案室 3 柜", None, None)
    said = on("evidence", "LL-001", "--save", 1, "-o", tmp_path / "x")
    assert said.status == 3 and "文字" in said.err


def test_what_is_odd_is_told_and_the_same_file_goes_in_once(on, paper, tmp_path):
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(PDF + b"x")
    said = on("attach", "LL-001", paper, picture)
    assert said.status == 0 and "后缀是 .jpg" in said.err and "PDF" in said.err
    again = on("attach", "LL-001", paper)
    assert again.status == 2 and "同样的文件" in again.err
    other = tmp_path / "另一份.txt"
    other.write_text("说明", encoding="utf-8")
    said = on("attach", "LL-001", paper, other)
    assert said.status == 0 and "1 个文件已经有了" in said.out
    assert len(on("evidence", "LL-001", "--json").json) == 3
