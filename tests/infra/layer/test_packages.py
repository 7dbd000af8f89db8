"""The layer has all that the code asks for: nothing else is there in production."""

import json
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from infra.checks.runtime import runtime_packages

ROOT = Path(__file__).parents[3]
IMPORT_ALL = """
import importlib, json, pkgutil, sys
from importlib.abc import MetaPathFinder

absent = set(json.loads(sys.argv[1]))

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"{name} is not in the layer", name=name)

sys.meta_path.insert(0, Absent())
import shared
modules = [module.name for module in pkgutil.walk_packages(shared.__path__, "shared.")]
for name in modules:
    importlib.import_module(name)
print(len(modules))
"""


def import_all(absent: frozenset[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IMPORT_ALL, json.dumps(sorted(absent))]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_shared_imports_with_the_packages_of_the_layer_alone() -> None:
    installed = frozenset(packages_distributions()) - {"shared"}
    result = import_all(installed - runtime_packages(ROOT / "requirements" / "runtime.txt"))
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 30


def test_a_package_that_is_absent_is_noticed() -> None:
    assert "pydantic is not in the layer" in import_all(frozenset({"pydantic"})).stderr
