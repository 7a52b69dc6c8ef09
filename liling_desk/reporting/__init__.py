"""Rows become a report as plain data; the report becomes a file. No SQL, no Qt."""
