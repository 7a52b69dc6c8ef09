"""What is shown while no ledger is open."""
