"""A server 20 ms away: how many round trips are waited for. `benchmarks/server_distance.py` takes the seconds."""

from __future__ import annotations

import select
from datetime import date

import pytest

from liling_desk import starter
from liling_desk.ledger import edits
from liling_desk.ledger.address import address_of
from liling_desk.ledger.changes import together
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger
from tests.servers.delay_proxy import DelayProxy

ITEMS = 1000
DAY = date(2021, 6, 30)
EACH_WAY = 0.02  # seconds
SOON = 20.0  # seconds: not how fast it is, only that it comes


@pytest.fixture
def proxy(postgres):
    """What lies between."""
    with DelayProxy(postgres.port, EACH_WAY) as between:
        yield between


@pytest.fixture
def address(postgres, proxy, desk_key):
    """Of a starter ledger behind the proxy."""
    ledger = OpenLedger.create(address_of(postgres.address(desk_key)), "张三")
    starter.found(ledger)
    ledger.close()
    return address_of(postgres.address(desk_key, port=proxy.port))


@pytest.fixture
def ledger(address):
    """Open and read."""
    opened = OpenLedger.open(address, "张三")
    opened.snapshot()
    yield opened
    opened.close()


@pytest.fixture
def turns(proxy):
    """How many round trips a deed waits for."""

    def of(deed):
        proxy.reset_counts()
        deed()
        return proxy.turns

    return of


def items():
    """New ones, of seven units that nobody knows yet."""
    return [
        Commitment(
            code=f"BX-{number:05}", title=f"第{number}项", lead_unit=f"市第{number % 7}局", support_units=("市财政局",)
        )
        for number in range(ITEMS)
    ]


def report(item, claim=None):
    """A return of it."""
    return Return(key=edits.new_key(), commitment=item.code, reported_on=DAY, progress="进展", claimed_status=claim)


def brought_in(ledger, sets):
    """A batch, and what stands after it."""
    ledger.apply_import(together("import", sets), BatchFacts("报送.csv", "0" * 64, len(sets), "2021-06"))
    return ledger.snapshot()


def test_a_tick_and_what_belongs_to_it(ledger, turns):
    assert (
        turns(lambda: (ledger.apply(edits.tick_off(ledger.get("LL-001"), "文号", DAY, "张三")), ledger.snapshot())) <= 6
    )
    assert turns(lambda: ledger.history("LL-001")) <= 1
    assert turns(lambda: (ledger.undo(), ledger.snapshot())) <= 10
    assert turns(lambda: (ledger.redo(), ledger.snapshot())) <= 11
    assert turns(ledger.snapshot) <= 1


def test_an_import_takes_no_longer_way_for_more_rows(ledger, turns):
    news = [each for item in items() for each in (edits.create(item), edits.add_return(report(item), item))]
    assert turns(lambda: brought_in(ledger, news)) <= 15
    held = ledger.snapshot().commitments
    claims = [edits.add_return(report(held[item.code], Status.DONE), held[item.code]) for item in items()]
    assert turns(lambda: brought_in(ledger, claims)) <= 25
    assert ledger.get("BX-00001").status is Status.SUBMITTED
    assert len(ledger.snapshot().returns["BX-00001"]) == 2
    assert turns(lambda: (ledger.undo_batch(2), ledger.snapshot())) <= 40
    assert turns(lambda: (ledger.undo_batch(1), ledger.snapshot())) <= 50
    assert "BX-00001" not in ledger.snapshot().commitments
    assert ledger.check()["ok"]


def test_opening_takes_no_longer_way_for_more_items(ledger, address, turns):
    brought_in(ledger, [edits.create(item) for item in items()])
    opened = []
    assert turns(lambda: (opened.append(OpenLedger.open(address, "李四")), opened[0].snapshot())) <= 10
    assert opened[0].snapshot().commitments == ledger.snapshot().commitments
    opened[0].close()


def test_what_one_desk_commits_another_reads(ledger, address, turns):
    other = OpenLedger.open(address, "李四")
    watch = other.watch()
    before = other.snapshot()
    ledger.apply(edits.revise(ledger.get("LL-007"), note="改过"))
    assert select.select([watch.fileno()], [], [], SOON)[0]
    watch.look()
    assert other.changed_elsewhere()
    seen = []
    assert turns(lambda: seen.append(other.snapshot())) <= 3
    assert seen[0].commitments["LL-007"].note == "改过"
    assert seen[0].commitments["LL-008"] is before.commitments["LL-008"]
    assert not other.changed_elsewhere()
    assert turns(other.snapshot) == 0
    other.close()
