"""The ledger page: filters, the list, the detail beside it."""
