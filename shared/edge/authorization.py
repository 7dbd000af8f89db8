"""What the authorizer tells a view about the caller, and the second look at the access table."""

from collections.abc import Mapping

from shared.edge.access import Principal, is_role
from shared.edge.operations import Operation
from shared.edge.problems import Unacceptable


def context_of(principal: Principal) -> dict[str, str]:
    """The authorizer's context: flat strings, as API Gateway hands them on."""
    return {"kind": principal.kind, "id": principal.id, "role": principal.role}


def authorise(operation: Operation, context: Mapping[str, object] | None) -> Principal | None:
    """The caller, None on a public route; `Unacceptable` where the table does not let him in.

    The gateway has asked the authorizer already; a route declared without one stays closed here.
    """
    if operation.is_public:
        return None
    principal = _principal_in(context or {})
    if principal is None:
        raise Unacceptable("unauthorized", "nobody_known")
    if principal.role not in operation.roles:
        raise Unacceptable("forbidden", "closed_to_role", role=principal.role)
    return principal


def _principal_in(context: Mapping[str, object]) -> Principal | None:
    match context:
        case {"kind": "storefront" | "person" as kind, "id": str() as name, "role": role}:
            return Principal(kind, name, role) if is_role(role) else None
    return None
