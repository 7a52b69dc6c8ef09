"""What the tests of the store share. What is built on `ledgers` runs on both engines; what is about files is not."""

from __future__ import annotations

import pytest

from liling_desk.open_ledger import OpenLedger


@pytest.fixture
def starter_ledger(starter_place):
    """A starter ledger of the test's own on either engine, open, written to by 张三."""
    ledger = OpenLedger.open(starter_place, "张三")
    yield ledger
    ledger.close()


@pytest.fixture
def file_ledger(ledger_file):
    """The same where the test is about the file itself."""
    ledger = OpenLedger.open(ledger_file, "张三")
    yield ledger
    ledger.close()


@pytest.fixture
def tamper(ledgers):
    """Change rows past the program and all guards: `tamper(place, *statements)`."""
    return ledgers.tamper


@pytest.fixture
def refusal(ledgers):
    """What the engine's own guards say to a statement: `refusal(place, statement)`; empty where it is done."""
    return ledgers.refusal


@pytest.fixture
def stored(ledgers):
    """What is stored, as dicts: `stored(place, query)`."""
    return ledgers.rows


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
