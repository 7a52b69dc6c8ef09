"""What a verdict rests on, in words: a document's number, a place, a photograph's whereabouts."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger.frozen import Frozen


class Evidence(Frozen):
    """One piece of evidence (依据材料) of a commitment. `key` is a UUID."""

    key: str
    commitment: str
    text: str
    added_on: date | None = None
