"""``python -m constitution_diff``: the command line."""

import sys

from constitution_diff.cli import main

sys.exit(main())
