"""Compiled code, without which a function takes up to twice as long to start."""

import compileall
from importlib.util import cache_from_source
from pathlib import Path
from py_compile import PycInvalidationMode


class NotCompiled(Exception):
    """Files of a layer have no compiled code beside them."""


def compile_all(folder: Path) -> None:
    """Compile every file of a folder for this Python; `NotCompiled` where one cannot be."""
    # By hashes, as a layer keeps no times of modification.
    mode = PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(folder, quiet=2, force=True, workers=0, invalidation_mode=mode)
    require_compiled(folder)


def require_compiled(folder: Path) -> None:
    """Raise `NotCompiled` unless every file has its compiled code."""
    bare = [
        file for file in folder.rglob("*.py") if not Path(cache_from_source(str(file))).exists()
    ]
    if bare:
        some = ", ".join(str(file.relative_to(folder)) for file in sorted(bare)[:3])
        raise NotCompiled(f"{len(bare)} files are not compiled, among them {some}")
