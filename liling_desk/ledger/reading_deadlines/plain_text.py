"""A phrase in one plain form: half-width, simplified, digits, no blanks, ranges with - and both units written."""

from __future__ import annotations

import re
import unicodedata

from liling_desk.ledger.reading_deadlines.numerals import cardinal, to_digits

LONGEST = 400
"""Characters. Anything longer is no deadline phrase."""

PLAN = "\ue000"
"""Stands in front of the number of a five-year plan: 十四五 becomes PLAN + 14."""

_DASHES = "‐‑‒–—―─━−ー〜～~∼∽→﹣－﹘"
_TRADITIONAL = (
    "號個內禮週後當來間時點兩開續長進約達從導於發會議結歲終處辦實無動總儘過預計畫"
    "劃爭確節國慶農曆臘體規單還遲鐘將滿屆隨幾遠貳參陸為與對應務書見報"
)
_SIMPLIFIED = (
    "号个内礼周后当来间时点两开续长进约达从导于发会议结岁终处办实无动总尽过预计画"
    "划争确节国庆农历腊体规单还迟钟将满届随几远贰叁陆为与对应务书见报"
)
_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
        **dict.fromkeys("○◯ΟО", "〇"),
        **dict.fromkeys("“”‘’\"'「」『』", None),
        **dict.fromkeys("。;!?|", ","),
        **dict.fromkeys("【〔[{", "("),
        **dict.fromkeys("】〕]}", ")"),
        **dict.fromkeys("·・•", "."),
        "\\": "/",
        PLAN: None,
    }
)
_HIDDEN = dict.fromkeys((*range(9), *range(14, 28), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_NUMBERED = re.compile("[①-⑳⑴-⒇⒈-⒛]")
_NUMBER_IN_FRONT = re.compile(
    r"^\s*(?:\(?\d{1,2}\)|\d{1,2}[.,、](?=\s)|[一二三四五六七八九十]{1,2}、(?=\d))|(?<=[,、;])\(\d{1,2}\)"
)
_TITLE = re.compile(r"《[^》]*》|\(?(?:19|20)\d\d\)?第?\d{1,4}号(?=文|令|公告|$)|\((?:19|20)\d\d\)第?\d+号")
_SPACED_OUT = re.compile(r"(?<!\d)\d(?: \d){3,}(?!\d)")
_PART_OF_DAY = "(?:上午|下午|中午|晚上?|早上?|凌晨)"
_TIME = re.compile(
    rf"(?:(?<=\d)[T ]|(?<=\D)){_PART_OF_DAY}?(?<!\d)\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+\d\d:\d\d)?(?!\d)"
    rf"|(?<=[日号天一二三四五六]){_PART_OF_DAY}?(?:\d{{1,2}}[点时](?:整|半|\d{{1,2}}分)?|下班)"
    rf"|(?<=[日号天一二三四五六]){_PART_OF_DAY}(?=前|之前|以前|$)"
    r"|(?<=[日号\d])\(?(?:星期|周|礼拜)[一二三四五六日天]\)?(?=$|[^日天])"
)
_PLAN = re.compile(
    r"(?<![二三四五六七八九])十([一二三四五六七八九])\.?五(?![年月日号天周旬个〇零一二三四五六七八九十])"
)
_NTH_PLAN = re.compile(r"第(十[一二三四五六七八九]?|1\d)个(?:五|5)年(?=规划|计划)")
_SEPARATED = re.compile(r"(?<!\d)(\d{4})[、,](\d{1,2})[、,](\d{1,2})(?!\d)")
_JOINED_EVENT = re.compile(r"(?<=[起后]),(?=\d|半)")
_RANGE_MARK = re.compile("[-至到、和及与]|今明|明后")
_TIMED = re.compile(r"\d|班|午")
_THESE_YEARS = re.compile(r"今明后3?年|今明2?年|明后2?年")
_YEARS = re.compile(r"(?<![\d./-])((?:19|20|21)\d\d)(?:年度?)?[-至到]((?:19|20|21)\d\d)(?:年度?)?(?![\d./-]|月)")
_YEARS_SHORT = re.compile(r"(?<!\d)(20)(\d\d)年?[-至到](\d\d)年(?!内|以内|之内)")
_YEARS_TWO = re.compile(r"(?<![\d./-])(2\d|3\d)年?[-至到](2\d|3\d)年(?!内|以内|之内|左右)")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})[-至到、和及与](\d{1,2})月")
_DAYS = re.compile(r"(?<![\d./-])(\d{1,2})[-至到、和及](\d{1,2})([日号])(?!内|以内|之内)")
_NO_MORE_DAYS = re.compile(r"(?<=不超过|历时为|限期为)(\d{1,3})日(?![前内])|(?<=为期|限期|历时)(\d{1,3})日(?![前内])")
_QUARTERS = re.compile(r"第?(?<!\d)([1-4])季?度?[-至到、和及与]第?([1-4])季")


def plain(phrase: str) -> str:
    """The plain form; idempotent enough to be matched, not meant to be shown."""
    text = _NUMBERED.sub(";", phrase.translate(_HIDDEN))
    text = unicodedata.normalize("NFKC", text).translate(_ONE_FORM)
    text = re.sub(r"-{2,}", "-", _NUMBER_IN_FRONT.sub("", " ".join(text.split())))
    if " " in text:
        text = _SPACED_OUT.sub(lambda found: found[0].replace(" ", ""), text)
        text = re.sub(r"(?<!\d) | (?!\d)", "", text)
    text = _TITLE.sub("", text)
    text = _NTH_PLAN.sub(_nth_plan, _PLAN.sub(lambda found: f"{PLAN}{10 + _digit(found[1])}", text))
    text = to_digits(text)
    return _spread(_TIME.sub("", text)) if _TIMED.search(text) else text


def _digit(numeral: str) -> int:
    return cardinal(numeral) or 0


def _nth_plan(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1].isdigit() else cardinal(found[1])
    return f"{PLAN}{number}"


def _spread(text: str) -> str:
    """Ranges with the unit on both sides: 4月12-19日 to 4月12日-19日."""
    text = _SEPARATED.sub(r"\1-\2-\3", text)
    text = _NO_MORE_DAYS.sub(lambda found: f"{found[1] or found[2]}天", text)
    text = _JOINED_EVENT.sub("", text)
    if not _RANGE_MARK.search(text):
        return text
    if "今明" in text or "明后" in text:
        text = _THESE_YEARS.sub(_these_years, text)
    text = _YEARS.sub(r"\1年-\2年", text)
    text = _YEARS_SHORT.sub(r"\1\2年-\1\3年", text)
    text = _YEARS_TWO.sub(_two_years, text)
    text = _MONTHS.sub(r"\1月-\2月", text)
    text = _DAYS.sub(_days, text)
    return _QUARTERS.sub(r"\1季度-\2季", text)


def _these_years(found: re.Match[str]) -> str:
    first = "今年" if found[0].startswith("今") else "明年"
    return f"{first}-{'后年' if '后' in found[0] else '明年'}"


def _two_years(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    return f"20{first}年-20{last}年" if first < last and (first % 5 or last % 5) else found[0]


def _days(found: re.Match[str]) -> str:
    return f"{found[1]}日-{found[2]}{found[3]}" if int(found[1]) < int(found[2]) else found[0]
