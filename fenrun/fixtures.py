"""pytest's fixtures for a team's own tests; pytest loads them by itself.

A brand lives as long as the tests of a file, or as long as the option `fenrun_scope` says. What it
is made of says the fixture `fenrun_options`, which a team may define anew: the arguments of
`running_brand`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # Tests that use no brand load nothing of it.
    from fenrun.client import Client
    from fenrun.testing import Brand, Clock

SCOPE = "fenrun_scope"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take how long a brand lives."""
    text = "how long a Fenrun brand lives: function, class, module, package or session"
    parser.addini(SCOPE, text, default="module")


def _scope(fixture_name: str, config: pytest.Config) -> Any:  # noqa: ARG001 - pytest names both
    return config.getini(SCOPE)


@pytest.fixture(scope="session")
def fenrun_options() -> dict[str, Any]:
    """The arguments of `running_brand`; none by default."""
    return {}


@pytest.fixture(scope=_scope)
def brand(fenrun_options: dict[str, Any]) -> Iterator[Brand]:
    """A running brand."""
    from fenrun.testing import running_brand  # noqa: PLC0415 - only where a brand is used

    with running_brand(**fenrun_options) as running:
        yield running


@pytest.fixture(scope=_scope)
def clock(brand: Brand) -> Clock:
    """The brand's business time."""
    return brand.clock


@pytest.fixture(scope=_scope)
def storefront(brand: Brand) -> Client:
    """The brand's shop, which signs its requests."""
    return brand.storefront


@pytest.fixture(scope=_scope)
def operator(brand: Brand) -> Client:
    """Somebody who runs the network."""
    return brand.person("operator")


@pytest.fixture(scope=_scope)
def finance(brand: Brand) -> Client:
    """Somebody of finance; another one is `brand.person("finance", "chief")`."""
    return brand.person("finance")


@pytest.fixture(scope=_scope)
def auditor(brand: Brand) -> Client:
    """Somebody who reads all and changes nothing."""
    return brand.person("auditor")


@pytest.fixture(scope=_scope)
def distributor(brand: Brand) -> Callable[[str], Client]:
    """Distributors who have logged in, by name."""
    return brand.distributor
