"""A layer as a deployment has it, but for this Python: from the packages installed here."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from infra.checks.runtime import pinned
from infra.loads import ROOT


def lay(folder: Path) -> None:
    """Copy the packages of the layer's lock, ours and the functions, and finish them."""
    for name in pinned(ROOT / "requirements" / "runtime.txt"):
        _copy(distribution(name), folder)
    for ours in ("shared", "functions"):
        shutil.copytree(ROOT / ours, folder / ours, ignore=_LEFT_OUT)
    finish = [sys.executable, "-m", "infra.layer", str(folder)]
    subprocess.run(finish, cwd=ROOT, check=True)


_LEFT_OUT = shutil.ignore_patterns("__pycache__", "Makefile")


def _copy(package: Distribution, folder: Path) -> None:
    for file, place in _files(package, folder):
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def _files(package: Distribution, folder: Path) -> Iterator[tuple[Path, Path]]:
    for each in package.files or ():
        # Scripts lie outside; compiled code is made anew.
        if each.parts[0] != ".." and each.suffix != ".pyc":
            yield Path(str(each.locate())), folder / each
