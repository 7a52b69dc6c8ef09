"""Letters as Word files: exact, sandboxed, replaceable, all of them or none."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from liling_desk import places
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import FileUnusable, UsageError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Status
from liling_desk.report_material import material_of
from liling_desk.reporting.kinds import LedgerFacts, Material, make_report
from liling_desk.reporting.letters import papers_of
from liling_desk.reporting.options import LetterOptions, ReportOptions
from liling_desk.reporting.plain_xml import xml_text
from liling_desk.reporting.report import Letterhead, LetterPaper, Report
from liling_desk.reporting.word_letter import letter_files, letters_docx
from liling_desk.reporting.write import write_report
from liling_desk.translations import CHINESE, Translator

sys.path.insert(0, str(Path(__file__).parent))
from hostile import hostile_ledger

AS_OF = date(2021, 12, 15)
LETTERS = LetterOptions(
    "醴陵市人民政府督查室", "醴督〔2021〕{n}号", reply_by=date(2021, 12, 25), contact="值班室",
    imprint=("抄送：市人民政府办公室", "督查室\t2021年12月15日印发"),
)  # fmt: skip
OPTIONS = ReportOptions(AS_OF, letters=LETTERS, letterhead=Letterhead(security="秘密★1年", urgency="特急"))
KINDS = ("assignment", "reminder", "due_soon")
Reports = Callable[..., Report]


@pytest.fixture
def reported(worked_rows: list[Standing], facts: LedgerFacts) -> Reports:
    rows = [each for each in worked_rows if each.commitment.lead_unit in ("市第1局", "市第2局", "市第10局")]
    return lambda kind="assignment", options=OPTIONS: make_report(
        kind, Material(rows, facts), options, Translator(CHINESE)
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    ledger = hostile_ledger(tmp_path_factory.mktemp("hostile") / "h.db")
    rows = ledger.find(LedgerFilter(), SortOrder(), AS_OF)
    head = LetterOptions("甲<b>&{{x}}{_{a}_}#$", "{{x}}&<{n}号", contact="{% x %}\a\f\x00", imprint=("a\tb {{ q }}",))
    yield lambda kind: make_report(
        kind, material_of(ledger, kind, rows), ReportOptions(AS_OF, letters=head), Translator(CHINESE)
    )
    ledger.close()


@pytest.fixture
def own_template(desk_home: Path) -> Callable[..., Path]:
    """Puts a template of these paragraphs where the user's own are looked for."""

    def put(*paragraphs: str, kind: str = "assignment", header: str = "") -> Path:
        document = docx.Document()
        for each in paragraphs:
            document.add_paragraph(each)
        if header:
            document.sections[0].header.paragraphs[0].text = header
        path = places.letter_templates_dir() / f"{kind}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        document.save(str(path))
        return path

    return put


def opened(file: bytes | Path) -> Document:
    return docx.Document(io.BytesIO(file) if isinstance(file, bytes) else str(file))


def texts(document: Document) -> list[str]:
    return [each.text for each in document.paragraphs]


def rows_of(document: Document) -> list[list[str]]:
    """The rows of the table below its head, without headings of groups."""
    rows = [
        [cell.text for cell in row.cells]
        for row in document.tables[0].rows
        if len({id(cell._tc) for cell in row.cells}) > 1
    ]
    return rows[1:]


def expected(paper: LetterPaper) -> list[list[str]]:
    return [[xml_text("" if cell is None else str(cell)) for cell in row] for row in paper.items.rows]


def own_lines(paper: LetterPaper) -> list[str]:
    lines = (
        paper.number,
        paper.title,
        paper.addressee,
        *paper.paragraphs,
        *paper.closing,
        *paper.signature,
        *paper.imprint,
    )
    return [xml_text(line) for line in lines if line]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_for_each_unit_holds_all_of_its_letter(reported: Reports, kind: str, tmp_path: Path) -> None:
    report = reported(kind)
    files = letter_files(report, tmp_path / "函件")
    assert sorted(files) == sorted(paper.unit for paper in papers_of(report)) and len(files) > 1
    assert sorted(path.name for path in (tmp_path / "函件").iterdir()) == sorted(path.name for path in files.values())
    for paper in papers_of(report):
        document = opened(files[paper.unit])
        assert rows_of(document) == expected(paper)
        said = texts(document)
        assert not [line for line in own_lines(paper) if line not in said]
        assert {"醴陵市人民政府督查室", "秘密★1年", "特急"} <= set(said)
        assert not re.search(r"[{}]", "".join(said))
        titles = [group.title for group in paper.items.groups]
        assert [
            each for each in titles if any(each in cell.text for row in document.tables[0].rows for cell in row.cells)
        ] == titles


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_comes_back_exactly(hostile: Reports, kind: str, tmp_path: Path) -> None:
    report = hostile(kind)
    papers = papers_of(report)
    files = letter_files(report, tmp_path)
    whole = opened(letters_docx(report))
    assert papers and [path.name for path in tmp_path.iterdir()] and len(whole.tables) == len(papers)
    everything = set(texts(whole))
    for paper, table in zip(papers, whole.tables, strict=True):
        document = opened(files[paper.unit])
        assert rows_of(document) == expected(paper)
        said = texts(document)
        assert not [line for line in own_lines(paper) if line not in said or line not in everything]
        assert [cell.text for cell in table.rows[-1].cells] == expected(paper)[-1]


def test_layout_of_an_official_paper(reported: Reports) -> None:
    document = opened(letters_docx(reported()))
    section = document.sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height)] == [210, 297]
    assert [round(each.mm) for each in (section.top_margin, section.left_margin)] == [37, 28]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225
    styles = {each.name: each for each in document.styles}
    fonts = {name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("公文正文", "公文标题", "表头")}
    assert fonts == {"公文正文": "仿宋", "公文标题": "方正小标宋简体", "表头": "黑体"}
    assert [styles[name].font.size.pt for name in ("公文正文", "公文标题")] == [16, 22]
    assert str(styles["发文机关标志"].font.color.rgb) == "FF0000"
    head = document.tables[0].rows[0]._tr.trPr
    assert head.find(qn("w:tblHeader")) is not None


def test_empty_fields_leave_no_empty_lines(reported: Reports, tmp_path: Path) -> None:
    report = reported(options=ReportOptions(AS_OF))
    document = opened(next(iter(letter_files(report, tmp_path).values())))
    styles = {each.style.name for each in document.paragraphs}
    assert styles.isdisjoint({"发文机关标志", "发文字号", "红色分隔线", "版记", "密级和紧急程度"})
    assert texts(document)[0] == "承诺事项督办单"


def test_the_number_stands_under_the_title_without_an_issuer(reported: Reports, tmp_path: Path) -> None:
    report = reported(options=ReportOptions(AS_OF, letters=LetterOptions(number="{n}号")))
    document = opened(next(iter(letter_files(report, tmp_path).values())))
    assert texts(document)[:2] == ["承诺事项督办单", "1号"]


def test_long_rows_may_break_and_short_ones_may_not(hostile: Reports, tmp_path: Path) -> None:
    report = hostile("assignment")
    document = opened(letters_docx(report))
    kept, let_go = [], []
    for table in document.tables:
        for row in table.rows:
            whole = row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
            (kept if whole else let_go).append(max(len(cell.text) for cell in row.cells))
    assert let_go and min(let_go) > 100 and max(kept) < 1000 and len(kept) > len(let_go)


def test_one_document_counts_the_pages_of_each_letter(reported: Reports) -> None:
    report = reported()
    document = opened(letters_docx(report))
    papers = papers_of(report)
    assert len(document.sections) == len(papers) == len(document.tables)
    ends = []
    for section in document.sections:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        for footer in (section.footer, section.even_page_footer):
            asked = "".join(each.text or "" for each in footer._element.iter(qn("w:instrText")))
            assert "NUMPAGES" not in asked and asked.count("PAGEREF") == 1
            ends.append(re.search(r"PAGEREF (\w+)", asked)[1])
    marks = [each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(marks)) == len(marks) == len(papers) and set(ends) == set(marks)
    assert [title for title in texts(document) if title == "承诺事项督办单"] == ["承诺事项督办单"] * len(papers)


def test_the_same_letters_are_the_same_bytes(reported: Reports, tmp_path: Path) -> None:
    assert letters_docx(reported()) == letters_docx(reported())
    write_report(reported(), tmp_path / "全部.docx")
    assert (tmp_path / "全部.docx").read_bytes() == letters_docx(reported())
    about = opened(letters_docx(reported())).core_properties
    assert (about.title, about.author, about.created.date()) == ("承诺事项督办单", "醴陵市人民政府督查室", AS_OF)


def test_a_pdf_for_each_unit(reported: Reports, tmp_path: Path, text_of: Callable[..., str]) -> None:
    report = reported("due_soon")
    files = letter_files(report, tmp_path, ".pdf")
    for paper in papers_of(report):
        said = text_of(files[paper.unit].read_bytes(), squeezed=True)
        assert paper.unit in said and all(code in said for code in paper.codes) and "醴督〔2021〕" in said
    with pytest.raises(UsageError, match=r"\.docx \.pdf"):
        letter_files(report, tmp_path, ".odt")


def test_units_with_impossible_names_get_files_of_their_own(facts: LedgerFacts, tmp_path: Path) -> None:
    names = ["a/b", "A\\B", "..", "CON", "甲" * 300, "\u202e局", "nul"]
    rows = [
        standing_of(Commitment(code=f"A-{place}", title="事项", lead_unit=name), (), AS_OF)
        for place, name in enumerate(names)
    ]
    report = make_report("assignment", Material(rows, facts), OPTIONS, Translator(CHINESE))
    files = letter_files(report, tmp_path / "out")
    assert set(files) == set(names) and len({path.name.casefold() for path in files.values()}) == len(names)
    assert {path.parent for path in files.values()} == {tmp_path / "out"} and all(
        path.is_file() for path in files.values()
    )


def test_all_or_nothing(reported: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = reported()
    folder = tmp_path / "函件"
    last = list(letter_files(report, folder).values())[-1]
    for path in folder.iterdir():
        if path != last:
            path.unlink()
    last.write_text("不是我们的", encoding="utf-8")
    with pytest.raises(FileUnusable, match=re.escape(last.name)):
        letter_files(report, folder)
    assert [*folder.iterdir()] == [last] and last.read_text(encoding="utf-8") == "不是我们的"
    with pytest.raises(FileUnusable):
        letter_files(report, tmp_path / "没有" / "函件")
    assert not (tmp_path / "没有").exists()


def test_nobody_to_write_to_makes_no_file(facts: LedgerFacts, tmp_path: Path) -> None:
    done = Commitment(code="A-1", title="事项", lead_unit="局", status=Status.DONE, done_on=AS_OF, done_basis="文号")
    report = make_report("reminder", Material([standing_of(done, (), AS_OF)], facts), OPTIONS, Translator(CHINESE))
    assert letter_files(report, tmp_path / "函件") == {} and not (tmp_path / "函件").exists()


def test_the_users_own_template_goes_first(
    reported: Reports, own_template: Callable[..., Path], tmp_path: Path
) -> None:
    own_template(
        "{{ unit }}共{{ count }}项", "{%p for item in items %}", "{{ item.code }} {{ item.title }}", "{%p endfor %}",
        "{%p if number %}", "{{ number|upper }}", "{%p endif %}",
        header="{{ unit }}",
    )  # fmt: skip
    report = reported()
    files = letter_files(report, tmp_path / "函件")
    paper = papers_of(report)[0]
    document = opened(files[paper.unit])
    assert texts(document) == [
        f"{paper.unit}共{len(paper.codes)}项", *(f"{row[0]} {row[1]}" for row in paper.items.rows), paper.number,
    ]  # fmt: skip
    whole = opened(letters_docx(report))
    assert [section.header.paragraphs[0].text for section in whole.sections] == [
        each.unit for each in papers_of(report)
    ]
    assert opened(next(iter(letter_files(reported("due_soon"), tmp_path / "提醒").values()))).tables


def test_tags_that_word_has_torn_into_runs_still_work(
    reported: Reports, own_template: Callable[..., Path], tmp_path: Path
) -> None:
    path = own_template("")
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in ("致{", "{ un", "it }", "}：", "{{", " title }}"):
        paragraph.add_run(part).bold = part == "{ un"
    document.save(str(path))
    report = reported()
    first = next(iter(letter_files(report, tmp_path).values()))
    assert texts(opened(first)) == [f"致{papers_of(report)[0].unit}：承诺事项督办单"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ no_such_field }}", "没有“no_such_field”这个字段"),
        ("{{ head.colour }}", "没有“colour”这个字段"),
        ("{% if unit %}{{ nothing }}{% endif %}", "没有“nothing”这个字段"),
        ("{{ unit", "标记没有写对"),
        ("{% for line in closing %}", "标记没有写对"),
        ("{{ unit|no_filter }}", "标记没有写对"),
        ("{% endfor %}", "标记没有写对"),
        ("{{ unit.__class__ }}", "不能用的写法"),
        ("{{ ''.__class__.__mro__ }}", "不能用的写法"),
        ("{{ unit.format(1) }}", "不能用的写法"),
        ("{% set a = unit %}", "不能用的写法"),
        ("{% include '/etc/passwd' %}", "不能用的写法"),
        ("{% import 'os' as os %}", "不能用的写法"),
        ("{% macro m() %}{% endmacro %}", "不能用的写法"),
        ("{{ 'x' * 1000000000 }}", "不能用的写法"),
        ("{{ 9 ** 9 ** 9 }}", "不能用的写法"),
        ("{% for a in range(9) %}{% endfor %}", "不能用的写法"),
        ("{% for a in unit %}{% endfor %}", "不能用的写法"),
        (
            "{% for a in items %}{% for b in items %}{% for c in items %}{% endfor %}{% endfor %}{% endfor %}",
            "不能用的写法",
        ),
        ("{{ unit|safe }}", "标记没有写对"),
        ("{{ config|attr('x') }}", "标记没有写对"),
    ],
)
def test_a_template_with_a_mistake_is_named_and_nothing_is_written(
    reported: Reports, own_template: Callable[..., Path], tmp_path: Path, words: str, said: str
) -> None:
    path = own_template("好的一段", words)
    with pytest.raises(FileUnusable, match=re.escape(said)) as caught:
        letter_files(reported(), tmp_path / "函件")
    assert "assignment.docx" in str(caught.value.what) and caught.value.where.file == str(path)
    assert str(path) in str(caught.value.remedy) and str(places.resource("letters")) in str(caught.value.remedy)
    assert not (tmp_path / "函件").exists()


def test_tags_on_different_levels_are_refused_not_swallowed(
    reported: Reports, own_template: Callable[..., Path], tmp_path: Path
) -> None:
    path = own_template("a")
    document = docx.Document()
    document.add_paragraph("{% if number %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endif %}"
    document.save(str(path))
    letter_files(reported(), tmp_path / "有文号")
    with pytest.raises(FileUnusable, match="不在同一层"):
        letter_files(reported(options=replace(OPTIONS, letters=LetterOptions())), tmp_path / "无文号")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 torn", "zip", "workbook", "bomb"])
def test_a_template_that_is_no_word_file(
    reported: Reports, own_template: Callable[..., Path], tmp_path: Path, content: bytes | str
) -> None:
    path = own_template("a")
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            if content == "workbook":
                import xlsxwriter

                file.close()
                xlsxwriter.Workbook(str(path)).close()
            elif content == "bomb":
                file.writestr("word/document.xml", b"\0" * 60_000_000)
            else:
                file.writestr("a.txt", "a")
    with pytest.raises(FileUnusable, match=r"不是完好的 \.docx"):
        letter_files(reported(), tmp_path / "函件")
    assert not (tmp_path / "函件").exists()
