"""`report --pdf-a`, and what the command says of characters that no font has."""

from __future__ import annotations


def test_an_archive_file_says_so(on, tmp_path):
    said = on("report", "status", "--pdf-a", "-o", tmp_path / "a.pdf", "--as-of", "2022-01-01")
    assert said.status == 0 and said.err == ""
    assert b"<pdfaid:part>2</pdfaid:part>" in (tmp_path / "a.pdf").read_bytes()


def test_only_a_pdf_can_be_one(on, tmp_path):
    said = on("report", "status", "--pdf-a", "-o", tmp_path / "a.xlsx", "--as-of", "2022-01-01")
    assert said.status == 2 and said.err.count("\n") == 1 and ".pdf" in said.err
    assert not [*tmp_path.glob("a.*")]


def test_missing_characters_are_named(on, tmp_path):
    assert on("tick", "LL-001", "--basis", "见照片🚀").status == 0
    said = on("report", "item", "-o", tmp_path / "a.pdf", "--as-of", "2022-01-01", "--status", "done")
    assert said.status == 0 and "🚀 U+1F680" in said.err and "1 个" in said.err
