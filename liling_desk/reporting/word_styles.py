"""The styles of a report in Word: headings that its navigation pane shows, tables, notes; fonts that Windows has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from liling_desk.reporting.word_xml import W

_SONG, _HEI, _FANG, _KAI, _LATIN = "宋体", "黑体", "仿宋", "楷体", "Times New Roman"
_RED: Final = "E60012"
_TIGHT: Final = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
_THIN: Final = 'w:val="single" w:sz="4" w:space="2" w:color="auto"'


@dataclass(frozen=True)
class _Face:
    """A family and its size in half points."""

    family: str
    size: int
    bold: bool = False
    colour: str = ""

    def xml(self) -> str:
        return "".join(
            (
                f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{self.family}" w:cs="{_LATIN}"/>',
                "<w:b/><w:bCs/>" if self.bold else "",
                f'<w:color w:val="{self.colour}"/>' if self.colour else "",
                f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>',
            )
        )


def styles_xml(official: bool, language: str, plain: bool) -> str:
    """All styles. `official`: sizes of GB/T 9704; `language`: zh-CN or en-US; `plain`: without colours."""
    named = _official(plain) if official else _usual(plain)
    shared = (
        _style("TableHead", "Table Head", "<w:keepNext/>" + _TIGHT, based="TableText", characters="<w:b/><w:bCs/>"),
        _style("Header", "header", _TIGHT, _Face(_SONG, 18)),
        _style("Footer", "footer", _TIGHT, _Face(_SONG, 18)),
    )
    body = 32 if official else 24
    return f'<w:styles xmlns:w="{W}">{_defaults(body, language)}{"".join((*named, *shared))}{_TABLES}</w:styles>'


def _usual(plain: bool) -> tuple[str, ...]:
    return (
        _style("Normal", "Normal", '<w:spacing w:after="80" w:line="300" w:lineRule="auto"/>', based=""),
        _style("BodyText", "Body Text", ""),
        *_heads(_Face(_HEI, 28), _Face(_HEI, 24), _Face(_FANG, 24, bold=True)),
        *_title_block("000000" if plain else "B3261E", 21),
        _style("TableText", "Table Text", _TIGHT, _Face(_SONG, 19)),
        _style("Note", "Note", '<w:spacing w:before="60" w:after="100"/>', _Face(_SONG, 18)),
    )


def _official(plain: bool) -> tuple[str, ...]:
    red = "000000" if plain else _RED
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="{red}"/></w:pBdr>'
    frame = "".join(f"<w:{side} {_THIN}/>" for side in ("top", "bottom", "between"))
    return (
        _style("Normal", "Normal", '<w:spacing w:line="560" w:lineRule="exact"/>', based=""),
        _style("BodyText", "Body Text", '<w:ind w:firstLineChars="200" w:firstLine="640"/>'),
        *_heads(_Face(_HEI, 32), _Face(_KAI, 32), _Face(_FANG, 32, bold=True)),
        *_title_block("FFFFFF", 28),
        _style("TableText", "Table Text", _TIGHT, _Face(_SONG, 21)),
        _style("Note", "Note", '<w:spacing w:before="60" w:line="360" w:lineRule="exact"/>', _Face(_SONG, 21)),
        _style("Marks", "Marks", "", _Face(_HEI, 32)),
        _style("Issuer", "Issuer", _centred(800, 500, exact=False), _Face(_SONG, 72, bold=True, colour=red)),
        _style("PaperNumber", "Paper Number", rule + _centred(0, 400), _Face(_FANG, 32)),
        _style("Signature", "Signature", '<w:keepLines/><w:ind w:right="640"/><w:jc w:val="right"/>'),
        _style("Imprint", "Imprint", f"<w:keepLines/><w:pBdr>{frame}</w:pBdr>", _Face(_FANG, 28)),
    )  # fmt: skip


def _title_block(rule: str, size: int) -> tuple[str, str]:
    border = f'<w:pBdr><w:bottom w:val="single" w:sz="10" w:space="4" w:color="{rule}"/></w:pBdr>'
    return (
        _style("Title", "Title", _centred(120, 200, exact=False), _Face(_SONG, 44, bold=True)),
        _style("Subtitle", "Subtitle", border + '<w:spacing w:after="200"/>', _Face(_FANG, size)),
    )


def _centred(before: int, after: int, *, exact: bool = True) -> str:
    line = "" if exact else ' w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}"{line}/><w:jc w:val="center"/>'


def _heads(*faces: _Face) -> tuple[str, ...]:
    return tuple(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/><w:spacing w:before="{320 - 60 * level}" w:after="{140 - 30 * level}"/>'
            f'<w:outlineLvl w:val="{level - 1}"/>',
            face,
            following="Normal",
        )
        for level, face in enumerate(faces, 1)
    )


def _style(
    key: str, name: str, paragraph: str, face: _Face | None = None, *,
    based: str = "Normal", following: str = "", characters: str = "",
) -> str:  # fmt: skip
    first = "" if based else ' w:default="1"'
    return "".join(
        (
            f'<w:style w:type="paragraph"{first} w:styleId="{key}"><w:name w:val="{name}"/>',
            f'<w:basedOn w:val="{based}"/>' if based else "",
            f'<w:next w:val="{following}"/>' if following else "",
            f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{face.xml() if face else characters}</w:rPr></w:style>",
        )
    )


def _defaults(body: int, language: str) -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{_FANG}"'
        f' w:cs="{_LATIN}"/><w:sz w:val="{body}"/><w:szCs w:val="{body}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _margins(across: int, along: int) -> str:
    sides = (("top", along), ("left", across), ("bottom", along), ("right", across))
    told = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{told}</w:tblCellMar>"


_GRID: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A919C"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(108, 0)}</w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_GRID}</w:tblBorders>{_margins(96, 28)}</w:tblPr></w:style>"
)
