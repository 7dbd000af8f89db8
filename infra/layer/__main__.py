"""`python -m infra.layer FOLDER`: leave out what no function uses, compile all that is left.

It is run by a Python of the runtime's version, which compiles for itself.
"""

import sys
from pathlib import Path

from infra.layer.aws_data import trim
from infra.layer.compiled import compile_all


def main(folder: Path) -> None:
    """Finish the layer in a folder."""
    trim(folder / "botocore" / "data")
    compile_all(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
