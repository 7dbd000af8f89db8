"""Who may call which route, as `make openapi` wrote it from the views: what is not in it is shut.

The authorizer reads it, so that it need not load what the views need.
"""

import json
from collections.abc import Mapping
from typing import Final, cast

from shared.edge.callers.access import Role, Roles
from shared.edge.packaged import access_document

Route = tuple[str, str]


def read_access(text: str) -> Mapping[Route, Roles]:
    """Read the roles by method and path."""
    paths = json.loads(text)
    return {
        (method, path): frozenset(cast("list[Role]", roles))
        for path, methods in paths.items()
        for method, roles in methods.items()
    }


ACCESS: Final = read_access(access_document())


def who_may_call(method: str, route: str) -> Roles:
    """The roles that may call a route; none a route that is not in the table."""
    return ACCESS.get((method, route), frozenset())
