"""Which part of the code may import which: the walls of the house."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from infra.checks.modules import Module


@dataclass(frozen=True)
class Wall:
    """What modules of `part` may import: of our own only `own`, of others only `foreign`.

    A `foreign` of None leaves other people's packages to the walls around single libraries.
    """

    part: str
    own: tuple[str, ...]
    foreign: frozenset[str] | None = None


_DOMAIN = ("shared.domain",)
_PORTS = (*_DOMAIN, "shared.ports")
_EDGE = (*_PORTS, "shared.usecases", "shared.edge", "shared.words")
_FUNCTIONS = (*_EDGE, "shared.bootstrap")
_PURE = (*_DOMAIN, "shared.words")
_OUR_SIDE = ("fenrun.client", "fenrun.documents", "fenrun.roles", "fenrun.terminal")
_READING = ("fenrun.client", "fenrun.histories")
_HTTP = ("http_message_signatures", "requests")
_TERMINAL = ("click", "rich")
_TABLES = frozenset({"pydantic", "python_calamine"})

# The longest matching part decides.
WALLS = (
    Wall("shared", ()),
    Wall("shared.domain", _DOMAIN, frozenset({"pydantic"})),
    Wall("shared.ports", _DOMAIN, frozenset({"pydantic"})),
    Wall("shared.usecases", (*_PORTS, "shared.usecases")),
    Wall("shared.adapters", (*_PORTS, "shared.adapters")),
    Wall("shared.edge", _EDGE),
    # Of the domain it names types for mypy: what words say needs nothing at run time.
    Wall("shared.words", (*_DOMAIN, "shared.words"), frozenset()),
    Wall("shared.bootstrap", ("shared",)),
    Wall("functions", _FUNCTIONS),
    # The package that stands alone: what a laptop adds is named there, and never imported.
    Wall("fenrun", ("fenrun.terminal",), frozenset({"click"})),
    Wall("fenrun.roles", (), frozenset()),
    Wall("fenrun.client", ("fenrun.client", "fenrun.roles", "shared.words"), frozenset(_HTTP)),
    Wall("fenrun.documents", ("fenrun.documents", *_PURE), frozenset({"pydantic", "yaml"})),
    Wall("fenrun.histories", ("fenrun.histories", "fenrun.documents", *_PURE), _TABLES),
    Wall(
        "fenrun.bills", ("fenrun.bills", "fenrun.client", "fenrun.histories", *_PURE), frozenset()
    ),
    Wall("fenrun.terminal", (*_OUR_SIDE, *_PURE), frozenset({*_TERMINAL, "pydantic", "requests"})),
    Wall("fenrun.explained", ("fenrun.explained", "fenrun.terminal", *_PURE), frozenset(_TERMINAL)),
    Wall("fenrun.listening", ("fenrun.listening",), frozenset({"standardwebhooks"})),
    Wall("fenrun.testing", (*_OUR_SIDE, "fenrun.testing"), frozenset(_HTTP)),
    Wall("fenrun.fixtures", ("fenrun.client", "fenrun.testing"), frozenset({"pytest"})),
    Wall("fenrun.commands", ("fenrun", *_PURE), frozenset({*_TERMINAL, "requests", "yaml"})),
    # It wires its one adapter itself, so that no request waits for what others need to load.
    Wall("functions.authorizer", (*_FUNCTIONS, "shared.adapters.secrets")),
)

# A library, and the only parts of shared/ and functions/ that know it.
OWNERS: Mapping[str, tuple[str, ...]] = {
    "boto3": ("shared.adapters", "shared.bootstrap"),
    "botocore": ("shared.adapters", "shared.bootstrap"),
    "chalice": ("shared.edge", "functions.*.app"),
    "wechatpayv3": ("shared.adapters",),
}
NEVER = ("infra", "tests", "moto")


def violations(modules: Mapping[str, Module], runtime: frozenset[str]) -> list[str]:
    """Every import through a wall or of a package outside `runtime`."""
    return [
        f"{module.name} imports {name}: {reason}"
        for module in modules.values()
        for name in sorted(module.imports)
        if (reason := _forbidden(module.name, name, runtime))
    ]


def _forbidden(module: str, imported: str, runtime: frozenset[str]) -> str | None:
    top = imported.partition(".")[0]
    if top in sys.stdlib_module_names:
        return None
    if top in NEVER:
        return "it is not there in production"
    if top in ("shared", "functions", "fenrun") or imported.startswith("."):
        return _through_wall(module, imported)
    return _foreign(module, top, runtime)


def _through_wall(module: str, imported: str) -> str | None:
    own = _wall(module).own
    if any(_inside(imported, part) for part in own):
        return None
    return f"only {', '.join(own)} may be imported here" if own else "nothing of ours belongs here"


def _foreign(module: str, top: str, runtime: frozenset[str]) -> str | None:
    allowed = _wall(module).foreign
    if allowed is not None and top not in allowed:
        return f"besides the standard library only {', '.join(sorted(allowed))} belongs here"
    owners = OWNERS.get(top)
    if owners is not None and not any(_inside(module, part) for part in owners):
        return f"only {', '.join(owners)} may know it"
    if top not in runtime:
        return "it is not a dependency in pyproject.toml"
    return None


def _wall(module: str) -> Wall:
    matching = [wall for wall in WALLS if _inside(module, wall.part)]
    return max(matching, key=lambda wall: len(wall.part))


def _inside(name: str, part: str) -> bool:
    return fnmatchcase(name, part) or fnmatchcase(name, f"{part}.*")
