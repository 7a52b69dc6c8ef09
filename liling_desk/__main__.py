"""`python -m liling_desk` is the same as the `liling-desk` command."""

import sys

from liling_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
