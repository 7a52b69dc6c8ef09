"""What the tests of the store share."""

from __future__ import annotations

import pytest


@pytest.fixture
def state():
    """All that a ledger holds but for versions and history, as plain values."""

    def of(ledger):
        snapshot = ledger.snapshot()
        return {
            "commitments": {code: item.model_dump(exclude={"version"}) for code, item in snapshot.commitments.items()},
            "returns": {code: [each.model_dump() for each in returns] for code, returns in snapshot.returns.items()},
            "units": {name: unit.model_dump() for name, unit in snapshot.units.items()},
            "evidence": {code: [each.model_dump() for each in notes] for code, notes in snapshot.evidence.items()},
            "views": [view.model_dump() for view in ledger.saved_views()],
            "letters": {code: [each.model_dump() for each in sent] for code, sent in snapshot.letters.items()},
            "bulletins": [each.model_dump() for each in ledger.bulletins()],
            "profiles": [profile.model_dump() for profile in ledger.profiles()],
        }

    return of
