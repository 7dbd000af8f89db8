"""`make mutants`: how many mutants of the money modules the tests kill, and which survive.

A mutant is the code with one small change; one that no test notices is a survivor. Which modules
and which tests: `[tool.mutmut]` in pyproject.toml. Killed by a time limit counts as killed. A run
that could not begin, or that left a mutant untried, is a failure whatever the others say.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LEAST_PERCENT = 90
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
KILLED = frozenset({"killed", "timeout", "caught by type check"})
UNSEEN = frozenset({"not checked", "skipped"})


class Mutant(NamedTuple):
    """One mutant: `module.function__mutmut_number`, and what became of it."""

    name: str
    fate: str


def main() -> int:
    """Run all mutants; exit 1 below 90 percent, and where not all could be tried."""
    ran = subprocess.run([MUTMUT, "run"], check=False)
    if ran.returncode:
        print(f"mutmut run failed with {ran.returncode}: nothing is known; see above")  # noqa: T201
        return 1
    return report(list(_fates()))


def report(mutants: list[Mutant]) -> int:
    """Print the survivors by function, and the score; give the exit code."""
    tried = [mutant for mutant in mutants if mutant.fate not in UNSEEN]
    unseen = len(mutants) - len(tried)
    survivors = [mutant for mutant in tried if mutant.fate not in KILLED]
    places = Counter(mutant.name.rpartition("__mutmut_")[0] for mutant in survivors)
    for place, number in sorted(places.items()):
        print(f"{number:4} {place}")  # noqa: T201
    killed = len(tried) - len(survivors)
    print(f"{killed} of {len(tried)} mutants killed, {len(survivors)} survive")  # noqa: T201
    if unseen:
        print(f"{unseen} were not tried: run again")  # noqa: T201
    return 0 if tried and not unseen and killed * 100 >= LEAST_PERCENT * len(tried) else 1


def _fates() -> Iterator[Mutant]:
    told = subprocess.run(
        [MUTMUT, "results", "--all", "true"], check=True, capture_output=True, text=True
    )
    for line in told.stdout.splitlines():
        name, _, fate = line.strip().partition(": ")
        if fate:
            yield Mutant(name, fate)


if __name__ == "__main__":
    sys.exit(main())
