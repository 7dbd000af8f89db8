"""Which packages are there in production: those of the lock that the layer is built from."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def runtime_packages(lock: Path) -> frozenset[str]:
    """The import names of every distribution that the lock pins."""
    pinned = {_normal(name) for name in _PINNED.findall(lock.read_text("utf-8"))}
    return frozenset(
        package
        for package, distributions in packages_distributions().items()
        if pinned & {_normal(name) for name in distributions}
    )


def _normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
