"""报表: choose a report, see its true pages, save or print exactly these."""
