"""Which packages are there: in production those of the layer's lock, beside the wheel its own."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def runtime_packages(lock: Path) -> frozenset[str]:
    """The import names of every distribution that the lock pins."""
    return _packages_of(pinned(lock))


def pinned(lock: Path) -> list[str]:
    """The names of every distribution that a lock pins."""
    return _PINNED.findall(lock.read_text("utf-8"))


def wheel_packages(project: Path) -> frozenset[str]:
    """The import names of all that the wheel itself depends on."""
    dependencies = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    return _packages_of(re.split(r"[=<>~\[;]", each)[0] for each in dependencies)


def _packages_of(names: Iterable[str]) -> frozenset[str]:
    pinned = {_normal(name) for name in names}
    return frozenset(
        package
        for package, distributions in packages_distributions().items()
        if pinned & {_normal(name) for name in distributions}
    )


def _normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
