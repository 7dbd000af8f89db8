"""The fixtures as a team's own project has them: pytest finds them, the example's tests pass."""

import re
from pathlib import Path

import pytest

from fenrun import fixtures

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "testing"
PAGE = ROOT / "docs" / "testing.md"
USING_ALL = "def test_all(clock, storefront, auditor, operator, finance, distributor): ..."


def test_the_examples_and_the_pages_tests_pass(pytester: pytest.Pytester) -> None:
    for path in EXAMPLE.glob("*.py"):
        pytester.makepyfile(**{path.stem: path.read_text("utf-8")})
    [page] = re.findall(r"```python\n(def test_.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    pytester.makepyfile(test_page=page)
    # A process of its own: what it loads would be another copy in this one.
    pytester.runpytest_subprocess("-p", "no:xdist").assert_outcomes(passed=5)


@pytest.mark.parametrize(("said", "letter"), [("", "M"), ("fenrun_scope = function", "F")])
def test_a_brand_lives_as_long_as_the_project_says(
    pytester: pytest.Pytester, said: str, letter: str
) -> None:
    pytester.makepyfile(USING_ALL)
    pytester.makeini(f"[pytest]\n{said}")
    planned = pytester.runpytest_inprocess("--setup-plan", "-p", "no:xdist")
    planned.stdout.fnmatch_lines([f"*SETUP *{letter} brand*", f"*SETUP *{letter} clock*"])


def test_it_is_loaded_by_its_name(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.get_plugin("fenrun") is fixtures
