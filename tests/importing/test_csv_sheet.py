"""Encodings, delimiters, odd files; every unusable file says which one it is and what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liling_desk.importing.csv_sheet import read_csv
from liling_desk.importing.reading_files import read_file
from liling_desk.ledger.errors import FileUnusable

TABLE = "编号,事项名称,进展情况\nLL-001,国道改造,进展顺利\n"
ROWS = [(1, ("编号", "事项名称", "进展情况")), (2, ("LL-001", "国道改造", "进展顺利"))]


def write(folder: Path, content: bytes, name: str = "报送.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gbk"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_encoding_is_recognised(tmp_path: Path, written: str, read: str) -> None:
    sheet = read_csv(write(tmp_path, TABLE.encode(written)))
    assert sheet.encoding == read
    assert [(row.number, row.cells) for row in sheet.rows] == ROWS


def test_gb18030_is_read_with_a_note(tmp_path: Path) -> None:
    sheet = read_csv(write(tmp_path, (TABLE + "LL-002,㛃𠮷,好\n").encode("gb18030")))
    assert sheet.encoding == "gb18030"
    assert sheet.rows[2].cells[1] == "㛃𠮷"
    assert sheet.notes


def test_encoding_can_be_overruled(tmp_path: Path) -> None:
    path = write(tmp_path, "編號,名稱\n甲乙,發展\n".encode("big5"))
    assert read_csv(path, encoding="big5").rows[1].cells == ("甲乙", "發展")
    with pytest.raises(FileUnusable) as caught:
        read_csv(path, encoding="utf-8")
    assert caught.value.where.row == 1
    assert "utf-8" in str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_delimiter_is_found_beside_quoted_and_plain_others(tmp_path: Path, delimiter: str) -> None:
    others = {",": ";\t", ";": ",,,,", "\t": ",,;", "|": ",,;", "，": ",|;"}[delimiter]
    text = delimiter.join(["编号", "事项名称", "进展情况"]) + "\n"
    text += delimiter.join(["LL-001", f'"甲{delimiter}乙"', f"文字{others}文字"]) + "\n"
    sheet = read_csv(write(tmp_path, text.encode()))
    assert sheet.delimiter == delimiter
    assert sheet.rows[1].cells == ("LL-001", f"甲{delimiter}乙", f"文字{others}文字")


def test_excels_delimiter_hint(tmp_path: Path) -> None:
    sheet = read_csv(write(tmp_path, ("sep=;\n" + TABLE.replace(",", ";")).encode("gbk")))
    assert sheet.delimiter == ";"
    assert sheet.rows[0].number == 2


def test_row_numbers_count_blank_rows_and_quoted_breaks_as_excel_does(tmp_path: Path) -> None:
    sheet = read_csv(write(tmp_path, '编号,进展\r\n\r\nLL-1,"一\r\n二"\r\nLL-2\r\n,,\r\nLL-3,三,多\r\n'.encode()))
    assert [(row.number, row.cell(0)) for row in sheet.rows] == [(1, "编号"), (3, "LL-1"), (4, "LL-2"), (6, "LL-3")]
    assert sheet.rows[2].cell(5) == ""


def test_unpaired_quote_spoils_one_cell_only(tmp_path: Path) -> None:
    sheet = read_csv(write(tmp_path, (TABLE + 'LL-002,乙,"截断的\nLL-003,丙,"好"\n').encode()))
    assert [row.cells[0] for row in sheet.rows] == ["编号", "LL-001", "LL-002", "LL-003"]
    assert sheet.broken == {(3, 2)}
    assert "3" in str(sheet.notes[0])


def test_character_cut_off_at_the_end_is_shown_not_dropped(tmp_path: Path) -> None:
    sheet = read_csv(write(tmp_path, (TABLE * 3).encode() + "LL-002,乙,进展".encode()[:-1]))
    assert sheet.encoding == "utf-8"
    assert sheet.broken == {(7, 2)}


def _workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("xl/workbook.xml"), "<workbook/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf\r\n,,\r\n", "空的"),
        (_workbook(), "损坏"),
        (_workbook()[:60], "损坏"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "损坏"),
        (b"%PDF-1.4\n", "PDF"),
        (b"MZ\x90\0" + b"\0" * 64, "程序"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"<html><table></table>", "网页"),
        (bytes(range(1, 256)) * 20, "不是文本"),
        (TABLE.encode() + b"LL-002,\0\0,x\n", "第 3 行有空字节"),
        (TABLE.encode("gbk") + b"LL-002,\xff\xff,x\n", "第 3 行的字认不出编码"),
        ((TABLE * 3).encode() + b"LL-002,\xff\xff,x\n", "第 7 行不能按 utf-8 读出"),
        ("编号,事项名称\n".encode(), "只有表头"),
        ("2021年6月报送,,\n\n编号,事项名称,进展\n".encode(), "只有表头（第 3 行）"),
    ],
)
def test_unusable_content_has_its_own_message(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(FileUnusable) as caught:
        read_file(write(tmp_path, content))
    assert says in str(caught.value.what)
    assert "报送.csv" in str(caught.value.what)
    assert caught.value.where.file == "报送.csv"
    assert str(caught.value.remedy) != "请检查后再试。"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="找不到文件 no"):
        read_csv(tmp_path / "no.csv")
    with pytest.raises(FileUnusable, match="是文件夹"):
        read_csv(tmp_path)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileUnusable, match="没有权限读取"):
        read_csv(write(tmp_path, TABLE.encode()))


def test_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(FileUnusable, match="200 MB"):
        read_csv(path)


cell_text = st.text(
    st.characters(codec="gb18030", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=12
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(st.tuples(cell_text, cell_text.map(lambda text: f"{text}\n一")), min_size=1, max_size=5),
    encoding=st.sampled_from(["utf-8-sig", "utf-16", "gb18030"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_what_is_written_is_read(tmp_path: Path, cells: list[tuple[str, str]], encoding: str, delimiter: str) -> None:
    def line(texts: tuple[str, ...]) -> str:
        return delimiter.join('"' + text.replace('"', '""') + '"' for text in texts) + "\r\n"

    table = [("编号", "事项名称", "进展情况"), *((f"LL-{n}", *pair) for n, pair in enumerate(cells))]
    path = write(tmp_path, "".join(map(line, table)).encode(encoding))
    sheet = read_csv(path, encoding=encoding)
    assert sheet.delimiter == delimiter
    assert [row.cells for row in sheet.rows] == table
