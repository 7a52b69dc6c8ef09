"""总览: how the ledger stands on one page; every number leads to its items."""
