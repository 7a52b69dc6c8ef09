"""Makes the shipped Word templates of letters (督办单, 催办单, 提醒函). Standard library only.

python packaging/letter_templates.py        writes resources/letters/*.docx again; the same bytes each time

Layout by GB/T 9704: A4, 37 mm above, 28 mm left, a text area of 156 × 225 mm; 仿宋 16 pt on 28.95 pt, title 22 pt in
小标宋, red issuer and rule, imprint at the foot of the last page, page numbers outside. Everything is a named style, so
that a desk can change it in Word. What stands between {{ }} is explained in resources/letters/README.md.
"""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent))
import letter_styles as styles

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "letters"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
TEXT_WIDTH = 156.0
"""Of the text area, in mm."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Column:
    """A column of the table: the field of an item, its width in mm."""

    field: str
    width: float
    right: bool = False


COLUMNS = {
    "assignment": (Column("code", 20), Column("title", 43.6), Column("demand", 65.4), Column("deadline", 27)),
    "reminder": (
        Column("code", 20), Column("title", 38), Column("deadline", 27), Column("overdue", 18, True),
        Column("missing", 30), Column("last", 23),
    ),
    "due_soon": (
        Column("code", 20), Column("title", 45.5), Column("deadline", 27), Column("left", 18, True),
        Column("progress", 45.5),
    ),
}  # fmt: skip


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in COLUMNS:
        path = FOLDER / f"{kind}.docx"
        path.write_bytes(packed(parts_of(kind)))
        print(f"{path.relative_to(FOLDER.parent.parent)}: {path.stat().st_size} bytes")
    return 0


def packed(parts: dict[str, str]) -> bytes:
    """The parts as a .docx; the same bytes for the same parts."""
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            file.writestr(info, text.encode("utf-8"))
    return out.getvalue()


def parts_of(kind: str) -> dict[str, str]:
    """The parts of one template, by their place in the file."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml"), "rId2": CORE}),
        "docProps/core.xml": core_properties(),
        "word/document.xml": part("document", f"<w:body>{body(kind)}{section()}</w:body>"),
        "word/styles.xml": part("styles", styles.definitions()),
        "word/settings.xml": part("settings", SETTINGS),
        "word/fontTable.xml": part("fonts", styles.fonts()),
        "word/footer1.xml": part("ftr", page_number("PageOdd")),
        "word/footer2.xml": part("ftr", page_number("PageEven")),
        "word/_rels/document.xml.rels": relationships(DOCUMENT_PARTS),
    }


CORE = ("metadata/core-properties", "docProps/core.xml")
DOCUMENT_PARTS = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("settings", "settings.xml"),
    "rId3": ("fontTable", "fontTable.xml"),
    "rId4": ("footer", "footer1.xml"),
    "rId5": ("footer", "footer2.xml"),
}
SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)


def part(root: str, inside: str) -> str:
    """One part of the file."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:{root} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{root}>'
    )


def content_types() -> str:
    """Which part is of which type."""
    word = f"{OFFICE}.wordprocessingml"
    types = {
        "/word/document.xml": f"{word}.document.main+xml",
        "/word/styles.xml": f"{word}.styles+xml",
        "/word/settings.xml": f"{word}.settings+xml",
        "/word/fontTable.xml": f"{word}.fontTable+xml",
        "/word/footer1.xml": f"{word}.footer+xml",
        "/word/footer2.xml": f"{word}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def relationships(targets: dict[str, tuple[str, str]]) -> str:
    """Which part leads to which."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = "".join(
        f'<Relationship Id="{key}" Type="{package if "/" in kind else R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{package}">{rows}</Relationships>'
    )


def core_properties() -> str:
    """Says nothing yet: the letter's own are filled in when it is made."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title><dc:creator></dc:creator>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2021-02-23T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def paragraph(style: str, text: str) -> str:
    """A paragraph of one style; the text may hold fields."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    # LibreOffice heeds a frame where it stands at the paragraph itself, not in its style.
    frame = styles.FRAMES.get(style, "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{frame}</w:pPr>{run}</w:p>'


def tag(words: str) -> str:
    """A paragraph that holds nothing but a tag, and vanishes with it."""
    return paragraph("LetterBody", f"{{%p {words} %}}")


def each(name: str, fields: str, style: str) -> str:
    """A paragraph for each of several lines."""
    return tag(f"for {name} in {fields}") + paragraph(style, f"{{{{ {name} }}}}") + tag("endfor")


def when(condition: str, inside: str) -> str:
    """What is there only where a field is not empty."""
    return tag(f"if {condition}") + inside + tag("endif")


def body(kind: str) -> str:
    """The letter from its red head to its signature."""
    head = when("security", paragraph("Marks", "{{ security }}")) + when("urgency", paragraph("Marks", "{{ urgency }}"))
    head += when(
        "issuer",
        paragraph("Issuer", "{{ issuer }}")
        + when("number", paragraph("LetterNumber", "{{ number }}"))
        + paragraph("RedRule", ""),
    )
    title = paragraph("LetterTitle", "{{ title }}")
    title += when("number and not issuer", paragraph("NumberBelow", "{{ number }}"))
    opening = paragraph("Addressee", "{{ addressee }}") + each("line", "paragraphs", "LetterBody")
    opening += paragraph("Gap", "")
    after = when("footnote", paragraph("TableNote", "{{ footnote }}"))
    after += paragraph("Gap", "")
    after += each("line", "closing", "Closing")
    # The imprint is a frame at the foot of the page on which the next plain paragraph stands: the last one.
    signed = paragraph("Gap", "") + each("line", "imprint", "Imprint") + each("line", "signature", "SignatureLine")
    return head + title + opening + table(kind) + after + signed


def table(kind: str) -> str:
    """The items, under a head that is repeated on each page."""
    columns = COLUMNS[kind]
    grid = "".join(f'<w:gridCol w:w="{twips(each.width)}"/>' for each in columns)
    head = row([cell(each.width, "TableHead", f"{{{{ head.{each.field} }}}}") for each in columns], head=True)
    item = row(
        [
            cell(each.width, "TableFigure" if each.right else "TableText", f"{{{{ item.{each.field} }}}}")
            for each in columns
        ]
    )
    listed = row_tag("for item in items", len(columns)) + item + row_tag("endfor", len(columns))
    if kind == "reminder":
        heading = cell(TEXT_WIDTH, "TableGroup", "{{ group.title }}  {{ group.note }}", len(columns))
        listed = (
            row_tag("for group in groups", len(columns))
            + row([heading])
            + listed.replace("in items", "in group.items")
            + row_tag("endfor", len(columns))
        )
    return f"<w:tbl>{styles.TABLE.format(width=twips(TEXT_WIDTH))}<w:tblGrid>{grid}</w:tblGrid>{head}{listed}</w:tbl>"


def row(cells: list[str], head: bool = False) -> str:
    """A row that stays on one page; very long ones are let go when the letter is made."""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def row_tag(words: str, columns: int) -> str:
    """A row that holds nothing but a tag, and vanishes with it."""
    return row([cell(TEXT_WIDTH, "TableText", f"{{%tr {words} %}}", columns)])


def cell(width: float, style: str, text: str, columns: int = 1) -> str:
    """A cell of one paragraph."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, text)}</w:tc>"
    )


def section() -> str:
    """The page."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{twips(37)}" w:right="{twips(26)}" '
        f'w:bottom="{twips(35)}" w:left="{twips(28)}" w:header="851" w:footer="{twips(23)}" w:gutter="0"/></w:sectPr>'
    )


def page_number(style: str) -> str:
    """— 1 — at the outer side, as the standard asks for it, and 1 / 3 small at the inner one."""
    outer = f"{text('— ')}{number('PAGE')}{text(' —')}"
    inner = f"{number('PAGE', small=True)}{text(' / ', small=True)}{number('NUMPAGES', small=True)}"
    first, last = (inner, outer) if style == "PageOdd" else (outer, inner)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{first}<w:r><w:tab/></w:r>{last}</w:p>'


def text(words: str, small: bool = False) -> str:
    """A run of plain text."""
    return f'<w:r>{styles.SMALL if small else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def number(instruction: str, small: bool = False) -> str:
    """A field that Word fills in."""
    size = styles.SMALL if small else ""
    marks = [f'<w:r>{size}<w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")]
    asked = f'<w:r>{size}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{marks[0]}{asked}{marks[1]}{text('1', small)}{marks[2]}"


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


if __name__ == "__main__":
    sys.exit(main())
