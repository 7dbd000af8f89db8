"""Programs of the documents in the languages of their readers, where these are installed."""

import shutil
import sys
from pathlib import Path

import pytest

RUN_BY = {".py": sys.executable, ".mjs": "node", ".php": "php", ".java": "java"}

SPEAKING = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
"""An environment in which every language reads and writes UTF-8."""


def command_of(program: Path, library: Path | None = None) -> list[str]:
    """How a program is run; skipped where its language or its npm library is not installed."""
    language = RUN_BY[program.suffix]
    found = shutil.which(language)
    if found is None:
        pytest.skip(f"{language} is not installed here")
    if library is not None and not library.is_dir():
        pytest.skip("the npm library is not installed: make examples")
    return [found, str(program)]
