"""备份与恢复: what each backup holds and how the ledger differs from it, before anything is replaced."""
