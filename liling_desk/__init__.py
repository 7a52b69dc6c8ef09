"""Liling Desk: one ledger of commitments for a county-level supervision desk."""

__version__ = "0.1.0"
