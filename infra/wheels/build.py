"""Both wheels from one tree: what each has is copied, so that the tree stays as it is."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

OURS = ("LICENSE", "pyproject.toml", "setup.py", "fenrun", "shared")
"""What `fenrun` is built from."""

BESIDE = (
    "infra",
    "shared/adapters",
    "shared/bootstrap.py",
    "shared/edge",
    "shared/ports.py",
    "shared/usecases",
)
"""What `fenrun-local` adds, under the same names."""

OF_THE_TREE = (
    "bench",
    "calendar",
    "checks",
    "contract",
    "layer",
    "meter",
    "openapi",
    "storm",
    "viewer",
    "wheels",
    "codes.py",
    "event_kinds.py",
    "loads.py",
    "mutants.py",
    "plan_schema.py",
)
"""What of `infra` checks, measures or writes the tree, and is nothing without it."""

STACK = ("template.yaml", "gateway.json", "functions", "statemachines")
"""What a laptop runs, in the folder `infra/stack`."""

LOCAL_PROJECT = Path(__file__).with_name("local.toml")
VERSION = "shared/data/version.txt"


def build_wheels(root: Path, folder: Path) -> list[Path]:
    """Build both wheels of the tree at `root` into a folder."""
    with _staged(root, OURS) as ours, _staged(root, BESIDE) as local:
        _drop(local / "infra", OF_THE_TREE)
        _copy(root, STACK, local / "infra" / "stack")
        version = (root / VERSION).read_text("utf-8").strip()
        project = LOCAL_PROJECT.read_text("utf-8").replace("VERSION", version)
        (local / "pyproject.toml").write_text(project, encoding="utf-8")
        return [_built(ours, folder), _built(local, folder)]


@contextmanager
def _staged(root: Path, names: Iterable[str]) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        _copy(root, names, Path(folder))
        yield Path(folder)


def _copy(root: Path, names: Iterable[str], folder: Path) -> None:
    for name in names:
        source, target = root / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)


def _drop(folder: Path, names: Iterable[str]) -> None:
    for path in map(folder.joinpath, names):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _built(project: Path, folder: Path) -> Path:
    with TemporaryDirectory() as fresh:
        options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
        command = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", fresh]
        subprocess.run([*command, str(project)], check=True)
        (wheel,) = Path(fresh).glob("*.whl")
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(wheel, folder / wheel.name))
