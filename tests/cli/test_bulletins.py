"""Bulletins from the command line: issued once, fetched as they went out, withdrawn with a reason."""

from __future__ import annotations

from liling_desk.cli.session import DONE, UNUSABLE, USAGE

AS_OF = ("--as-of", "2021-11-30")


def test_issued_listed_fetched_and_withdrawn(on, tmp_path):
    assert on("bulletin", "list").out == "还没有通报。\n"
    first, again = tmp_path / "发出.pdf", tmp_path / "取回.pdf"
    said = on(
        "bulletin", "issue", *AS_OF, "--issue", 10, "--remarks", "抓紧", "--on", "2021-12-01", "-o", first
    )  # fmt: skip
    assert said.status == DONE and "2021 年第 10 期（2021-10），93 项" in said.out
    assert first.read_bytes().startswith(b"%PDF")
    on("tick", "LL-001", "--basis", "文号", "--on", "2021-12-02")
    assert on("bulletin", "paper", "2021-10", "-o", again).status == DONE
    assert again.read_bytes() == first.read_bytes()
    assert on("bulletin", "paper", "2021-10", "-o", again).status == UNUSABLE
    (told,) = on("bulletin", "list", "--json").json
    assert (told["key"], told["state"], told["as_of"], told["issued_on"]) == (
        "2021-10", "issued", "2021-11-30", "2021-12-01",
    )  # fmt: skip
    assert (told["title"], told["remarks"], told["entries"]) == ("醴陵市承诺事项督查通报", "抓紧", 1)
    assert on("bulletin", "withdraw", "2021-10", "--reason", "数字有误").status == DONE
    assert "已撤回" in on("bulletin", "list").out and "数字有误" in on("bulletin", "list").out
    assert on("bulletin", "withdraw", "2021-10", "--reason", "再撤").status == USAGE
    assert on("undo").status == DONE
    assert on("bulletin", "list", "--json").json == [told]
    assert on("check").status == DONE


def test_numbers_follow_each_other_and_are_given_once(on):
    for number, as_of in ((1, "2021-10-31"), (2, "2021-11-30")):
        assert f"第 {number} 期" in on("bulletin", "issue", "--as-of", as_of).out
    assert on("bulletin", "withdraw", "2021-2", "--reason", "数字有误").status == DONE
    assert on("bulletin", "issue", "--issue", 2, *AS_OF).status == USAGE
    assert "第 3 期" in on("bulletin", "issue", "--as-of", "2021-12-31").out
    assert "2022 年第 1 期" in on("bulletin", "issue", "--as-of", "2022-01-31").out


def test_the_next_one_is_compared_with_the_last_that_stands(on, tmp_path, text_of_pdf):
    on("bulletin", "issue", "--as-of", "2021-10-31")
    on("tick", "LL-001", "--basis", "验收 7 号", "--on", "2021-11-02")
    on("bulletin", "issue", *AS_OF)
    on("bulletin", "withdraw", "2021-2", "--reason", "数字有误")
    path = tmp_path / "下期.pdf"
    assert on("report", "bulletin", "-o", path, *AS_OF).status == DONE
    text = text_of_pdf(path)
    assert "2021年第3期；上期：2021年第1期，数据截至2021-10-31" in text and "草稿" in text
    assert "新办结1项" in text and "验收7号" in text


def test_what_is_refused_leaves_nothing(on, tmp_path):
    for words in (
        ("bulletin", "issue", "--text", "没有这样的字"),
        ("bulletin", "issue", "-o", tmp_path / "x.docx"),
        ("bulletin", "paper", "2021-1", "-o", tmp_path / "x.pdf"),
        ("bulletin", "withdraw", "2021-1", "--reason", "x"),
        ("bulletin",),
    ):
        assert on(*words).status == USAGE, words
    assert on("bulletin", "list", "--json").json == [] and list(tmp_path.glob("x.*")) == []
