"""The page's words for values."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger.filters import UNASSIGNED
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.translations import N_, Translator

_TILES = {"all": N_("全部事项"), "unassigned": N_("待分办")}


def tile_words(key: str, tr: Translator) -> str:
    """The word over a headline figure."""
    return tr(_TILES.get(key) or Colour(key).word)


def short_day(day: date, beside: date) -> str:
    """`12-31`, with the year where it is another one."""
    return f"{day:%m-%d}" if day.year == beside.year else day.isoformat()


def days_words(standing: Standing, tr: Translator) -> str:
    """How long there is left."""
    left = standing.days_left or 0
    return tr("剩 {n} 天", n=f"{left:,}") if left else tr("今天到期")


def reasons_words(standing: Standing, tr: Translator) -> str:
    """Every reason, the decisive one first."""
    return tr("；").join(tr.say(reason) for reason in standing.light.reasons)


def unit_words(unit: str | None, tr: Translator) -> str:
    """A unit's name, or that there is none."""
    return unit if unit and unit != UNASSIGNED else tr("待分办")


def item_words(standing: Standing, tr: Translator) -> str:
    """One item in a sentence, for tooltips and screen readers."""
    return tr(
        "{code} {title}，{light}：{why}",
        code=standing.code, title=standing.commitment.title,
        light=tr(standing.light.colour.word), why=reasons_words(standing, tr),
    )  # fmt: skip
