"""Chinese numerals that stand before a unit of time, as digits."""

from __future__ import annotations

import re

_VALUES = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_TENS = {"十": 10, "廿": 20, "卅": 30}
_SCALES = {"百": 100, "千": 1000}
_BANKERS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_ONE = "〇零一二三四五六七八九"
_NUMERAL = "〇零一二两俩三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾"
_UNIT = r"个?(?:年|月(?![饼球])|日|号|天|周|季|旬|星期|礼拜|小时|工作日|半)"

_ANY = re.compile(f"[{_NUMERAL}]")
_YEAR = re.compile(rf"(?<![\d{_ONE}])[{_ONE}\dOo]{{4}}(?=年|[-/.至到底末前]|$)")
_WRITTEN_OUT = re.compile(rf"[{_NUMERAL}\d]+[-./][{_NUMERAL}\d]+[-./][{_NUMERAL}\d]+")
_RUN = re.compile(
    rf"(?<![统唯逐同单划万周拜])(?<!星期)([{_NUMERAL}]+)(?=(?:[-至到、和及与]第?(?:\d+|[{_NUMERAL}]+))?{_UNIT})"
)
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d")
_DAY_WITHOUT_UNIT = re.compile(r"(?<=月)[一二三四五六七八九十廿卅]{1,3}(?=$|[前,、]|之前|以前)")
_WITHIN = re.compile("[日天](?:内|之内|以内)")
_LENGTH = re.compile("年(?:之内|以内|内|时间|左右)")


def to_digits(text: str) -> str:
    """二〇二一年十二月 to 2021年12月; numerals that count something else stay."""
    if not _ANY.search(text):
        return _YEAR.sub(_year, text) if "O" in text or "o" in text else text
    text = _YEAR.sub(_year, text)
    if _WRITTEN_OUT.fullmatch(text):
        return re.sub(f"[{_NUMERAL}]+", lambda run: _number_text(run[0]), text)
    return _DAY_WITHOUT_UNIT.sub(lambda run: _number_text(run[0]), _RUN.sub(_run, text))


def _year(found: re.Match[str]) -> str:
    if found[0].isdigit() and found[0].isascii():
        return found[0]
    return "".join(digit if digit.isascii() and digit.isdigit() else str(_VALUES.get(digit, 0)) for digit in found[0])


def _number_text(run: str) -> str:
    value = cardinal(run)
    return run if value is None else str(value)


def _run(found: re.Match[str]) -> str:
    run = found[1]
    before, rest = found.string[: found.start()], found.string[found.end() :]
    if (run in ("伍", "陆") and not before.endswith("年")) or (run in ("百", "千") and not _WITHIN.match(rest)):
        return run  # part of 队伍, 大陆, 百日攻坚
    digits = _digits_of(run.translate(_BANKERS), rest)
    if before[-1:].isdecimal():
        return "年" + digits if _YEAR_BEFORE.fullmatch(before[-4:]) else run
    return digits


def _digits_of(run: str, rest: str) -> str:
    if any(each in _TENS or each in _SCALES for each in run):
        value = cardinal(run)
        if value is None:
            return run
        # 十年 is a length of time, 一〇年 is a year.
        return f"{value}个" if rest.startswith("年") and 10 <= value < 1000 else str(value)
    if len(run) == 2:
        return _two_digits(run, rest)
    return "".join(str(_VALUES[each]) for each in run)


def _two_digits(run: str, rest: str) -> str:
    first, second = (_VALUES[each] for each in run)
    spoken = "两" not in run and "俩" not in run
    if spoken and rest.startswith("年") and first in (0, 1, 2, 8, 9) and not _LENGTH.match(rest):
        return f"{19 if first >= 8 else 20}{first}{second}"
    if 0 < first < second:
        return f"{first}-{second}"
    return f"{first}{second}"


def cardinal(run: str) -> int | None:
    """二十一, 廿一, 两千零二十一, or digit by digit; None for what is no number (十四五)."""
    if all(each in _VALUES for each in run):
        return int("".join(str(_VALUES[each]) for each in run))
    total, digit, scale = 0, -1, 10**6
    for each in run.translate(_BANKERS):
        if each in _TENS or each in _SCALES:
            step = _SCALES.get(each, 10)
            if step >= scale or digit == 0 or (each in "廿卅" and digit >= 0):
                return None
            total += _TENS[each] if each in "廿卅" else step * (1 if digit < 0 else digit)
            digit, scale = -1, step
        elif each == "零" or each == "〇":
            continue
        elif each in _VALUES and digit < 0:
            digit = _VALUES[each]
        else:
            return None
    return total + max(digit, 0)
