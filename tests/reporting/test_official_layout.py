"""Official papers by GB/T 9704: where things stand, in which faces, and letters with pages of their own."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from liling_desk.reporting.report import Heading, Letterhead, Report, Text
from liling_desk.reporting.typst_pdf import pdf_of
from tests.reporting.paper_material import HEAD, items, letter, official, report
from tests.reporting.paper_pages import find, has_red, outline, sizes, texts, words_on

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
CHARACTER = 156 / 28
LONG = Text(tuple("路基贯通桥涵完成路面铺装组织交工验收" * 20 for _ in range(4)))


def test_22_lines_of_28_characters_fill_the_type_area() -> None:
    pdf = pdf_of(official(LONG, head=Letterhead()))
    lines: dict[int, list[str]] = {}
    for word in words_on(pdf, 2):
        if word.top < BOTTOM:
            lines.setdefault(round(word.bottom), []).append(word.text)
            assert word.left >= LEFT - 0.5 and word.right <= RIGHT + 0.5 and word.top >= TOP - 0.5
    assert len(lines) == 22
    assert max(len("".join(line)) for line in lines.values()) == 28


def test_head_marks_issuer_number_and_title_stand_in_order() -> None:
    pdf = pdf_of(official(items(3)))
    security, urgency = find(pdf, 1, HEAD.security), find(pdf, 1, HEAD.urgency)
    issuer, number = find(pdf, 1, HEAD.issuer), find(pdf, 1, HEAD.number)
    title = find(pdf, 1, "醴陵市承诺事项督查通报")
    assert abs(security.left - LEFT) < 1 and security.top >= TOP - 1 and security.bottom < urgency.top
    assert issuer.top > TOP + 34
    assert issuer.bottom < number.top < number.bottom < title.top
    for each in (issuer, number, title):
        assert abs((each.left + each.right) / 2 - (LEFT + RIGHT) / 2) < 1.5
    assert has_red(pdf, 1)


def test_no_issuer_no_red_line_and_nothing_invented() -> None:
    heading = Heading("标题")
    pdf = pdf_of(official(heading, head=Letterhead()))
    assert not has_red(pdf, 1)
    assert find(pdf, 1, "醴陵市承诺事项督查通报").top < TOP + 15
    assert has_red(pdf_of(official(heading)), 1)
    assert not has_red(pdf_of(replace(official(heading), black_and_white=True)), 1)


def test_page_numbers_stand_at_the_outer_edge() -> None:
    pdf = pdf_of(official(LONG, LONG))
    count = len(sizes(pdf))
    assert count >= 3
    for number in range(1, count + 1):
        mark = find(pdf, number, f"— {number} —")
        assert mark.top > BOTTOM + 6
        if number % 2:
            assert abs(RIGHT - CHARACTER - mark.right) < 2
        else:
            assert abs(LEFT + CHARACTER - mark.left) < 2
        assert find(pdf, number, f"第 {number} 页，共 {count} 页")


def test_signature_and_imprint_end_the_last_page() -> None:
    pdf = pdf_of(official(LONG))
    last = len(sizes(pdf))
    day, copies = find(pdf, last, "2021 年 12 月 15 日"), find(pdf, last, "抄送：市委办公室")
    assert abs(RIGHT - 4 * CHARACTER - day.right) < 1.5
    assert copies.top > day.bottom and BOTTOM - 25 < copies.top < BOTTOM
    printed = find(pdf, last, "2021 年 12 月 15 日印发")
    assert abs(RIGHT - CHARACTER - printed.right) < 1.5
    assert not any("抄送" in page for page in texts(pdf)[:-1])


def letters() -> Report:
    return report(letter("市文旅广体局", 3), letter("市交通运输局", 40), letter("市委组织部", 1))


def test_each_letter_counts_its_own_pages() -> None:
    pages = texts(pdf_of(letters()))
    said = [match.groups() for page in pages for match in re.finditer(r"第 (\d+) 页，共 (\d+) 页", page)]
    long = len(pages) - 2
    assert long >= 2
    assert said == [("1", "1"), *((str(n), str(long)) for n in range(1, long + 1)), ("1", "1")]
    assert [("关于催报" in page) for page in pages] == [True, True, *(False,) * (long - 1), True]


def test_letters_are_official_papers_and_stand_in_the_outline_by_unit() -> None:
    pdf = pdf_of(replace(letters(), landscape=True))
    assert set(sizes(pdf)) == {(210, 297)}
    assert outline(pdf) == [(0, "市文旅广体局"), (0, "市交通运输局"), (0, "市委组织部")]
    number, title, addressee = (find(pdf, 1, each) for each in ("醴督催〔2021〕3 号", "关于催报", "市文旅广体局："))
    assert number.bottom < title.top < title.bottom < addressee.top
    assert abs(addressee.left - LEFT) < 1
    assert find(pdf, 1, "抄送：市委办公室。").top > find(pdf, 1, "2021 年 12 月 15 日").bottom


def test_letters_have_the_issuer_of_the_letterhead_and_only_theirs() -> None:
    named = replace(letters(), letterhead=HEAD)
    pages = texts(pdf_of(named))
    assert HEAD.issuer in pages[0] and "醴督催〔2021〕3 号" in pages[0]
    whole = "".join(pages)
    assert HEAD.number not in whole and "印发" not in whole
    assert whole.count("抄送：") == 3


def test_a_signature_takes_the_last_lines_with_it() -> None:
    for paragraphs in range(3, 9):
        pages = texts(pdf_of(report(letter("市委组织部", 1, paragraphs))))
        signed = next(page for page in pages if "2021 年 12 月 15 日" in page)
        assert "请于 12 月 22 日前报送。" in signed


def faces(pdf: bytes, folder: Path) -> str:
    path = folder / "faces.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True).stdout


def named_font(family: str, folder: Path) -> None:
    """The shipped face under another name."""
    ttlib = pytest.importorskip("fontTools.ttLib")
    from liling_desk import places

    folder.mkdir(parents=True, exist_ok=True)
    with ttlib.TTFont(places.resource("fonts", "LilingSansSC-Regular.otf"), lazy=True) as font:
        names = font["name"]
        names.names = [each for each in names.names if each.nameID not in (1, 2, 4, 6, 16, 17)]
        for number, words in ((1, family), (2, "Regular"), (4, family), (6, family)):
            names.setName(words, number, 3, 1, 0x409)
        font.save(folder / f"{family}.otf")


def test_the_machines_own_faces_are_taken_and_only_for_official_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    bare = faces(pdf_of(official(LONG, items(2))), tmp_path)
    assert "LilingSansSC" in bare and " no " not in bare.replace("yes no ", "")
    named_font("FangSong", tmp_path / "data" / "fonts" / "mine")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data" / "."))
    made = faces(pdf_of(official(LONG, items(2))), tmp_path)
    assert "FangSong" in made
    assert "FangSong" in faces(pdf_of(letters()), tmp_path)
    assert "FangSong" not in faces(pdf_of(report(LONG, items(2))), tmp_path)


def test_any_text_is_text_on_official_papers_too(text_of: Callable[..., str]) -> None:
    strange = "😀 🚀 㛃 䶮 𠅤 #let x = 1 <b>甲‹乙>&</b> =SUM(1)"
    paper = replace(letter(strange, 2), number=strange, closing=(strange,), signature=(strange, "2021 年 12 月 15 日"))
    head = Letterhead(strange, strange, strange, strange, (strange, "某日"), (strange,))
    for made in (report(paper), official(Text((strange,)), head=head)):
        squeezed = "".join(strange.split())
        assert text_of(pdf_of(made), "-raw", squeezed=True).count(squeezed) >= 3


def test_an_official_paper_can_be_archived() -> None:
    pdf = pdf_of(official(items(3), LONG), archive=True)
    assert b"pdfaid" in pdf
