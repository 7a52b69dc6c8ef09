"""A ledger on a server, in the window: connecting, listening, losing it and finding it again."""
