"""Options of `report`: each is heeded or refused in a sentence, and a refused one leaves no file."""

from __future__ import annotations

import csv
import io

import pytest

from liling_desk.reporting.kinds import KINDS


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_help_names_every_kind(on):
    said = on("report", "--help")
    assert said.status == 0
    assert "{" + ",".join(kind.key for kind in KINDS) + "}" in said.out


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS if not kind.is_letter])
def test_every_kind_is_written_with_nothing_but_a_file_and_a_day(on, tmp_path, kind):
    target = tmp_path / "a.pdf"
    said = on("report", kind, "-o", target, "--as-of", "2022-01-01", "--light", "red")
    assert said.status == 0 and said.err == "" and "6 项" in said.out
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--group-by", "colour"), "colour"),
        (("--group-by", ""), "--group-by"),
        (("--sort", "due:up"), "due:up"),
        (("--sort", "colour"), "colour"),
        (("--period", "2021-13"), "2021-13"),
        (("--period", "十一月"), "十一月"),
        (("--columns", "code,colour"), "colour"),
        (("--as-of", "2021-02-30"), "2021-02-30"),
        (("--due-from", "2021-03-01", "--due-to", "2021-02-01"), "2021-03-01"),
    ],
)
def test_what_means_nothing_is_refused_in_one_line(on, tmp_path, options, named):
    said = on("report", "ledger", "-o", tmp_path / "a.pdf", *options)
    assert said.status == 2 and said.err.count("\n") == 1 and named in said.err and said.out == ""
    assert not [*tmp_path.glob("a.*")]


@pytest.mark.parametrize(
    "words", [("ledgers", "-o", "a.pdf"), ("ledger",), ("ledger", "-o", "a.pdf", "--portrait", "--landscape")]
)
def test_a_wrong_call_is_2_and_leaves_no_file(on, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    assert on("report", *words).status == 2
    assert not [*tmp_path.glob("a.*")]


@pytest.mark.parametrize("name", ["a.doc", "a", "a.pdf.bak"])
def test_another_ending_is_refused_before_anything_is_made(on, tmp_path, name):
    said = on("report", "status", "-o", tmp_path / name)
    assert said.status == 2 and said.err.count("\n") == 1 and ".xlsx" in said.err
    assert not [*tmp_path.glob("a*")]


def test_a_ledger_that_is_not_there_is_3(desk, tmp_path):
    said = desk("--ledger", tmp_path / "none.db", "report", "status", "-o", tmp_path / "a.pdf")
    assert said.status == 3 and said.err.count("\n") == 1 and not (tmp_path / "a.pdf").exists()


def test_columns_order_and_groups_are_those_asked_for(on, tmp_path):
    target = tmp_path / "a.csv"
    said = on(
        "report", "ledger", "-o", target, "--columns", "title，code", "--sort", "code:desc", "--as-of", "2021-12-15"
    )
    assert said.status == 0 and said.err == ""
    rows = rows_of(target)
    assert [*rows[0]][:2] == ["承诺事项", "编号"]
    codes = [row["编号"] for row in rows]
    assert len(codes) == 93 and codes == sorted(codes, reverse=True)
    assert on("report", "ledger", "-o", target, "--group-by", "role", "--as-of", "2021-12-15").status == 0
    assert sorted(row["编号"] for row in rows_of(target)) == sorted(codes)


def test_a_report_says_which_options_it_has_no_use_for(on, tmp_path):
    said = on("report", "status", "-o", tmp_path / "a.csv", "--period", "2021-11", "--columns", "code", "--landscape")
    assert said.status == 0
    assert "--period --columns" in said.err and "--landscape" not in said.err


def test_a_letterhead_and_turned_black_and_white_pages(on, tmp_path):
    said = on(
        "report", "status", "-o", tmp_path / "a.pdf", "--issuer", "醴陵市人民政府督查室", "--number", "醴督〔2021〕9 号",
        "--security", "内部", "--urgency", "特急", "--signature", "市政府督查室", "--signature", "2021 年 12 月 15 日",
        "--black-and-white", "--no-charts", "--landscape", "--as-of", "2021-12-15",
    )  # fmt: skip
    assert said.status == 0 and said.err == ""
    assert (tmp_path / "a.pdf").stat().st_size > 10_000
