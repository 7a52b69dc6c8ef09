"""Styles and fonts of the letter templates, by GB/T 9704. Sizes in half points, lengths in twips."""

from __future__ import annotations

LINE = 579
"""One line of the standard: 28.95 pt, so that 22 of them fill a page."""

IMITATION_SONG, SMALL_TITLE, BLACK, SONG = "仿宋", "方正小标宋简体", "黑体", "宋体"
OTHER_NAMES = {
    IMITATION_SONG: "FangSong",
    SMALL_TITLE: "FZXiaoBiaoSong-B05S",
    BLACK: "SimHei",
    SONG: "SimSun",
}
"""What a program may take where a font goes by another name."""

RED = "FF0000"

TABLE = (
    '<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
    '<w:left w:w="68" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="68" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr>"
)


def definitions() -> str:
    """All styles; each is named in Chinese, as a desk sees it in Word."""
    return DEFAULTS + "".join(
        (
            style("Issuer", "发文机关标志", SMALL_TITLE, 72, spacing(1984, 0, 0), centred=True, colour=RED),
            style("LetterNumber", "发文字号", IMITATION_SONG, 32, spacing(2 * LINE, 0), centred=True),
            style("NumberBelow", "标题下文号", IMITATION_SONG, 32, spacing(0, LINE), centred=True),
            style("RedRule", "红色分隔线", IMITATION_SONG, 2, spacing(0, 2 * LINE, 227, "exact") + RULE),
            style("LetterTitle", "公文标题", SMALL_TITLE, 44, spacing(0, LINE, 660), centred=True),
            style("Addressee", "主送机关", IMITATION_SONG, 32, spacing()),
            style("LetterBody", "公文正文", IMITATION_SONG, 32, spacing() + INDENT),
            style("TableHead", "表头", BLACK, 21, KEEP + spacing(0, 0, 300), centred=True),
            style("TableText", "表格文字", IMITATION_SONG, 21, spacing(0, 0, 300)),
            style("TableFigure", "表格数字", IMITATION_SONG, 21, spacing(0, 0, 300), right=True),
            style("TableGroup", "表格分组", BLACK, 21, KEEP + spacing(0, 0, 300)),
            style("TableNote", "表注", IMITATION_SONG, 18, spacing(60, 0, 280)),
            style("Gap", "空行", IMITATION_SONG, 20, KEEP + spacing(0, 0, 300)),
            style("Closing", "结尾", IMITATION_SONG, 32, KEEP + LINES + spacing() + INDENT),
            style("SignatureLine", "署名", IMITATION_SONG, 32, LINES + spacing() + RIGHT_PART, centred=True),
            style("Imprint", "版记", IMITATION_SONG, 28, IMPRINT_RULES + AT_THE_RIGHT + spacing(0, 0, 460) + ONE_IN),
            style("Marks", "密级和紧急程度", BLACK, 32, spacing()),
            style("PageOdd", "页码（单页）", SONG, 28, AT_THE_RIGHT + spacing(0, 0, 0)),
            style("PageEven", "页码（双页）", SONG, 28, AT_THE_EDGE + spacing(0, 0, 0) + '<w:ind w:left="280"/>'),
        )
    )


def faces(name: str) -> str:
    """A Chinese font, and Times for Latin letters and digits."""
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{name}"/>'


DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{faces(IMITATION_SONG)}"
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
)

INSIDE = '<w:overflowPunct w:val="0"/>'
"""No comma hangs out of the text area."""

KEEP = "<w:keepNext/>"
LINES = "<w:keepLines/>"
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
RIGHT_PART = '<w:ind w:left="3400" w:right="560"/>'
ONE_IN = '<w:ind w:left="280" w:right="280"/>'
RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="1" w:color="{RED}"/></w:pBdr>'
_FRAME = (
    '<w:framePr w:w="{width}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="{at}"/>'
)
FRAMES = {"Imprint": _FRAME.format(width=8844, at="bottom"), "Marks": _FRAME.format(width=4000, at="top")}
"""Styles whose paragraphs stand at a place of the page: imprint at the foot, security and urgency at the head."""

SMALL = '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
AT_THE_RIGHT = '<w:tabs><w:tab w:val="right" w:pos="8564"/></w:tabs>'
AT_THE_EDGE = '<w:tabs><w:tab w:val="right" w:pos="8844"/></w:tabs>'
IMPRINT_RULES = (
    '<w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="000000"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="1" w:color="000000"/>'
    '<w:between w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
)


def spacing(before: int = 0, after: int = 0, line: int = LINE, rule: str = "atLeast") -> str:
    """Space around a paragraph, and its lines; 0: as the font wants."""
    lines = f' w:line="{line}" w:lineRule="{rule}"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def style(
    key: str, name: str, font: str, size: int, properties: str,
    centred: bool = False, right: bool = False, colour: str = "",
) -> str:  # fmt: skip
    """A paragraph style of one font. None is justified: LibreOffice loses commas that hang out of justified lines."""
    side = "center" if centred else "right" if right else ""
    placed = properties + (f'<w:jc w:val="{side}"/>' if side else "")
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{in_order(placed + INSIDE)}</w:pPr><w:rPr>{faces(font)}'
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


ORDER = ("keepNext", "keepLines", "pBdr", "tabs", "overflowPunct", "spacing", "ind", "jc")


def in_order(properties: str) -> str:
    """Paragraph properties in the order that the format asks for."""
    import re

    parts = re.findall(r"<w:(?:pBdr|tabs)>.*?</w:(?:pBdr|tabs)>|<w:\w+[^>]*/>", properties)
    return "".join(sorted(parts, key=lambda each: ORDER.index(re.match(r"<w:(\w+)", each)[1])))  # type: ignore[index]


def fonts() -> str:
    """The fonts that are named, each with its other name."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in OTHER_NAMES.items()
    )
