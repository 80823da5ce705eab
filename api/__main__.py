"""`python -m api` is `sotagraph`."""

import sys

from api.cli import main

if __name__ == "__main__":
    sys.exit(main())
