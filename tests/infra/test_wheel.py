"""The wheels as somebody installs them: what they hold, and that each part works without the rest.

Nothing is downloaded: what the wheel depends on comes from this environment, all else is hidden.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from infra.local.http.message import Request, Response
from infra.local.http.server import HttpServer
from infra.wheels.build import build_wheels

ROOT = Path(__file__).parents[2]

FOR_DEVELOPMENT = frozenset({"cfnlint", "duckdb", "hypothesis", "mypy", "pytest", "statelint"})

PYTEST = frozenset({"_pytest", "iniconfig", "packaging", "pluggy", "py", "pygments", "pytest"})
"""Our fixtures are loaded by it alone, so it is no dependency."""

FOREIGN = """
import sys
from fenrun import fixtures

def test_ours(request):
    assert request.config.pluginmanager.get_plugin("fenrun") is fixtures
    assert fixtures.__file__.startswith({site!r})
    assert not {{"fenrun.client", "infra"}} & set(sys.modules)

def test_what_is_missing(brand):
    raise AssertionError
"""

ALONE = """
import json, sys
from importlib.abc import MetaPathFinder

site, tree, absent, words = json.loads(sys.argv[1])

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"{name} is not installed", name=name)

sys.path = [site, *(path for path in sys.path if path not in ("", tree))]
sys.meta_path.insert(0, Absent())
if words[0] == "IMPORT":
    import pkgutil
    from importlib import import_module
    for package in map(import_module, words[1:]):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            import_module(module.name)
        print(package.__file__)
elif words[0] == "PYTEST":
    import pytest
    sys.exit(pytest.main(words[1:]))
else:
    sys.argv = ["fenrun", *words]
    from fenrun.main import main
    main()
"""


class Wheels(NamedTuple):
    """Both wheels, built from this tree."""

    ours: Path
    local: Path


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Wheels:
    return Wheels(*build_wheels(ROOT, tmp_path_factory.mktemp("wheels")))


@pytest.fixture(scope="module")
def alone(wheels: Wheels, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel `fenrun` alone."""
    return unpacked(tmp_path_factory.mktemp("alone"), wheels.ours)


@pytest.fixture(scope="module")
def both(wheels: Wheels, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both wheels."""
    return unpacked(tmp_path_factory.mktemp("both"), *wheels)


def unpacked(site: Path, *wheels: Path) -> Path:
    for wheel in wheels:
        with ZipFile(wheel) as files:
            files.extractall(site)
    return site


def run(
    site: Path, *words: str, cwd: Path, beside: frozenset[str] = frozenset()
) -> subprocess.CompletedProcess[str]:
    """Run a command with what the wheel depends on alone, and perhaps more beside it."""
    ours = frozenset({"fenrun", "shared"})
    absent = frozenset(packages_distributions()) - ours - needed("fenrun") - beside
    told = json.dumps([str(site), str(ROOT), sorted(absent), words])
    command = [sys.executable, "-c", ALONE, told]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def needed(name: str) -> frozenset[str]:
    """The import names of all that a distribution needs, and what that needs in turn."""
    known: dict[str, set[str]] = {}
    for package, owners in packages_distributions().items():
        for owner in owners:
            known.setdefault(normal(owner), set()).add(package)
    return frozenset(package for each in closure(name, set()) for package in known.get(each, ()))


def closure(name: str, seen: set[str]) -> set[str]:
    seen.add(normal(name))
    for required in requirements(name):
        if normal(required) not in seen:
            closure(required, seen)
    return seen


def requirements(name: str) -> Iterator[str]:
    """Names without what extras ask for."""
    try:
        found = distribution(name).requires or []
    except PackageNotFoundError:
        return
    yield from (re.split(r"[^\w.-]", each)[0] for each in found if "extra ==" not in each)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as files:
        return set(files.namelist())


def test_the_wheel_holds_client_commands_words_and_the_pure_domain(wheels: Wheels) -> None:
    held = {"/".join(Path(name).parts[:2]) for name in names(wheels.ours) if ".dist-" not in name}
    floors = {"shared/__init__.py", "shared/data", "shared/domain", "shared/words"}
    assert {name for name in held if not name.startswith("fenrun/")} == floors
    assert {"fenrun/client", "fenrun/commands"} <= held


def test_no_file_is_in_both_wheels(wheels: Wheels) -> None:
    assert names(wheels.ours).isdisjoint(names(wheels.local))


def test_the_template_and_all_that_it_names_come_with_the_extra(wheels: Wheels) -> None:
    held = names(wheels.local)
    functions = {f"infra/stack/{path.relative_to(ROOT)}" for path in ROOT.glob("functions/*/*.py")}
    machines = {f"infra/stack/statemachines/{path.name}" for path in ROOT.glob("statemachines/*")}
    assert functions | machines | {"infra/stack/template.yaml", "infra/stack/gateway.json"} <= held
    assert "shared/edge/service/viewer/start.js" in held
    assert "shared/edge/service/documents/signing.md" in held


def test_everything_in_the_wheel_imports_without_the_rest(alone: Path, tmp_path: Path) -> None:
    done = run(alone, "IMPORT", "fenrun", "shared", cwd=tmp_path, beside=PYTEST)
    assert done.returncode == 0, done.stderr
    assert all(Path(each).is_relative_to(alone) for each in done.stdout.splitlines())


def test_everything_in_both_imports_without_the_tree(both: Path, tmp_path: Path) -> None:
    everything = frozenset(packages_distributions()) - FOR_DEVELOPMENT
    done = run(both, "IMPORT", "infra", "shared", cwd=tmp_path, beside=everything)
    assert done.returncode == 0, done.stderr
    assert all(Path(each).is_relative_to(both) for each in done.stdout.splitlines())


def test_the_wheel_alone_calls_an_api(
    alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(request: Request) -> Response:
        signed = request.header("signature-input")
        assert (request.method, "shop-1" in str(signed)) == ("POST", True)
        return Response.of_json(201, {"order_id": json.loads(request.body)["buyer"]})

    server = HttpServer(0, 1_000_000)
    server.start(answer)
    monkeypatch.setenv("FENRUN_KEY_ID", "shop-1")
    monkeypatch.setenv("FENRUN_SECRET", "c2VjcmV0")
    monkeypatch.setenv("FENRUN_URL", server.base_url)
    done = run(alone, "call", "POST", "/v1/orders", '{"buyer": "lin"}', cwd=tmp_path)
    server.stop()
    assert (done.returncode, json.loads(done.stdout)) == (0, {"order_id": "lin"}), done.stderr


def test_what_is_hidden_is_missing(alone: Path, tmp_path: Path) -> None:
    assert {"boto3", "moto", "chalice", "infra"}.isdisjoint(needed("fenrun"))
    assert {"requests", "click", "cryptography"} <= needed("fenrun")


def test_the_wheel_alone_checks_and_compares_documents(alone: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("inspection_days: 5\n", encoding="utf-8")
    assert run(alone, "policy", "check", "policy.yaml", cwd=tmp_path).returncode == 0
    checked = run(alone, "plan", "check", "depth-10-5-2", cwd=tmp_path)
    assert (checked.returncode, "depth_three" in checked.stdout) == (0, True), checked.stderr
    schema = run(alone, "plan", "schema", cwd=tmp_path)
    assert "Fenrun plan" in json.loads(schema.stdout)["title"]


def test_the_wheel_alone_reads_past_orders(alone: Path, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("buyer,date,qty,amount\nc1,2024-04-01,1,1.00\n", "utf-8")
    (tmp_path / "orders.xlsx").write_bytes(b"PK\x03\x04")
    assert "sales 1 (1 lines, 1 buyers)" in run(alone, "history", "orders.csv", cwd=tmp_path).stdout
    refused = run(alone, "history", "orders.xlsx", cwd=tmp_path)
    assert (refused.returncode, "pip install 'fenrun[sheets]'" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("simulate", "."),
        ("advance", "2d"),
        ("token", "finance"),
        ("plan", "compare", "depth-10-5", "--period", "2025-03"),
    ],
    ids=" ".join,
)
def test_what_runs_on_a_laptop_says_what_to_install(
    alone: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = run(alone, *words, cwd=tmp_path)
    assert done.returncode == 1
    assert "pip install 'fenrun[local]'" in done.stderr
    assert "尚未安装" in done.stderr


def test_pytest_finds_the_fixtures_by_itself_and_they_say_what_is_missing(
    alone: Path, tmp_path: Path
) -> None:
    (tmp_path / "test_foreign.py").write_text(FOREIGN.format(site=str(alone)), encoding="utf-8")
    # Other people's plugins are there as well; of ours only the wheel.
    everything = frozenset(packages_distributions())
    done = run(alone, "PYTEST", "-q", "-p", "no:cacheprovider", cwd=tmp_path, beside=everything)
    assert done.stdout.splitlines()[-1].startswith("1 passed, 1 error"), done.stdout + done.stderr
    assert "pip install 'fenrun[local]'" in done.stdout


def test_with_the_extra_a_story_is_played_from_the_wheels(both: Path, tmp_path: Path) -> None:
    everything = frozenset(packages_distributions())
    story = ROOT / "tests" / "data" / "scenarios" / "explained.yaml"
    done = run(both, "simulate", str(story), cwd=tmp_path, beside=everything)
    assert done.returncode == 0, done.stderr
    assert "ends as expected" in done.stdout
