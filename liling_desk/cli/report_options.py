"""The options of a report as they are typed."""

from __future__ import annotations

import argparse
from typing import Final, get_args

from liling_desk.cli.session import Session
from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.filters import FACETS, LedgerFilter, SortKey, SortOrder
from liling_desk.ledger.periods import month_of
from liling_desk.ledger.thresholds import Thresholds
from liling_desk.reporting.kinds import Kind
from liling_desk.reporting.ledger_report import chosen_columns
from liling_desk.reporting.options import LetterOptions, ReportOptions
from liling_desk.reporting.report import Letterhead
from liling_desk.translations import N_, Message, Translator

_SORTS: Final[tuple[str, ...]] = get_args(SortKey)

_HEEDED: Final = {
    "group_by": "group_by", "period": "period", "columns": "columns", "landscape": "landscape", "no_charts": "charts",
    "black_and_white": "black_and_white",
}  # fmt: skip
"""Options as typed that not every kind heeds: the field of `ReportOptions` that each of them sets."""

_LETTERHEAD: Final = ("issuer", "number", "security", "urgency", "signature", "imprint")
_ON_LETTERS: Final = ("issuer", "number", "imprint")


def add_report_options(to: argparse.ArgumentParser, tr: Translator) -> None:
    """What a report can be asked for beside its kind, its file and its filter."""
    group = to.add_argument_group(tr("版面（报表用不上的不理会，并说明）"))
    group.add_argument("--sort", metavar="KEY", help=tr("按哪一项排，如 due；倒过来写 due:desc"))
    group.add_argument("--group-by", metavar="FACET", help=tr("按哪一项分组，如 unit"))
    group.add_argument("--columns", metavar="A,B", help=tr("台账全表的列，用逗号隔开"))
    group.add_argument("--period", metavar="2021-06", help=tr("报送期别"))
    paper = group.add_mutually_exclusive_group()
    paper.add_argument("--portrait", dest="landscape", action="store_false", default=None, help=tr("纵向"))
    paper.add_argument("--landscape", dest="landscape", action="store_true", default=None, help=tr("横向"))
    group.add_argument("--black-and-white", action="store_true", help=tr("黑白"))
    group.add_argument("--no-charts", action="store_true", help=tr("不要图"))
    head = to.add_argument_group(tr("版头（写了其中一项，就按公文格式排）"))
    head.add_argument("--issuer", metavar="NAME", help=tr("发文机关"))
    head.add_argument("--number", metavar="TEXT", help=tr("发文字号"))
    head.add_argument("--security", metavar="TEXT", help=tr("密级"))
    head.add_argument("--urgency", metavar="TEXT", help=tr("紧急程度"))
    head.add_argument("--signature", metavar="LINE", action="append", help=tr("落款，一行写一次"))
    head.add_argument("--imprint", metavar="LINE", action="append", help=tr("版记，一行写一次"))


def sort_of(session: Session) -> SortOrder:
    """The order that was typed, else the usual one. Raises `UsageError`."""
    typed: str | None = session.arguments.sort
    if typed is None:
        return SortOrder()
    key, _, direction = typed.partition(":")
    if key not in _SORTS or direction not in ("", "asc", "desc"):
        raise _unknown("--sort", typed, _SORTS)
    return SortOrder(by=key, descending=direction == "desc")


def options_of(session: Session, wanted: LedgerFilter, sort: SortOrder, thresholds: Thresholds) -> ReportOptions:
    """What was asked for. Raises `UsageError` for words that mean nothing."""
    typed = session.arguments
    if typed.group_by is not None and typed.group_by not in FACETS:
        raise _unknown("--group-by", typed.group_by, FACETS)
    if typed.period is not None and month_of(typed.period) is None:
        raise UsageError(
            Message(N_("“{text}”不是报送期别。"), {"text": typed.period}), Message(N_("请写成 2021-06 这样。"))
        )
    columns = tuple(key.strip() for key in (typed.columns or "").replace("，", ",").split(",") if key.strip())
    chosen_columns(columns)
    return ReportOptions(
        as_of=session.as_of, filter=wanted, sort=sort, thresholds=thresholds, charts=not typed.no_charts,
        black_and_white=typed.black_and_white, columns=columns, group_by=typed.group_by, landscape=typed.landscape,
        period=typed.period, letterhead=_letterhead(session), letters=_letters(session),
    )  # fmt: skip


def unheeded(session: Session, kind: Kind) -> list[str]:
    """Options that were typed and that this kind has no use for, as they were typed."""
    typed = session.arguments
    names = [name for name, field in _HEEDED.items() if getattr(typed, name) and field not in kind.options]
    if "letterhead" not in kind.options:
        names += [name for name in _LETTERHEAD if getattr(typed, name) and not (kind.is_letter and name in _ON_LETTERS)]
    return ["--" + name.replace("_", "-") for name in names]


def _letterhead(session: Session) -> Letterhead | None:
    typed = session.arguments
    if not any(getattr(typed, name) for name in _LETTERHEAD):
        return None
    return Letterhead(
        typed.issuer or "", typed.number or "", typed.security or "", typed.urgency or "",
        tuple(typed.signature or ()), tuple(typed.imprint or ()),
    )  # fmt: skip


def _letters(session: Session) -> LetterOptions:
    typed = session.arguments
    return LetterOptions(typed.issuer or "", typed.number or "", imprint=tuple(typed.imprint or ()))


def _unknown(option: str, value: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(
        Message(N_("{option} 不认得“{value}”。"), {"option": option, "value": value}),
        Message(N_("可以用：{kinds}。"), {"kinds": ", ".join(known)}),
    )
