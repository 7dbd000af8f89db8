"""The second look at who may call: the gateway has asked the authorizer already."""

from collections.abc import Mapping

from shared.edge.callers.access import Principal, listed
from shared.edge.callers.context import principal_in
from shared.edge.http.operations import Operation
from shared.edge.http.problems import Unacceptable


def authorise(operation: Operation, context: Mapping[str, object] | None) -> Principal | None:
    """The caller, None on a public route; `Unacceptable` where the view does not let him in.

    A route declared without an authorizer stays closed here.
    """
    if operation.is_public:
        return None
    principal = principal_in(context or {})
    if principal is None:
        raise Unacceptable("unauthorized", "nobody_known")
    if principal.role not in operation.roles:
        raise Unacceptable(
            "forbidden", "closed_to_role", role=principal.role, roles=listed(operation.roles)
        )
    return principal
