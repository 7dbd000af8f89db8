"""The caller as API Gateway hands him from the authorizer to the view: flat strings."""

from collections.abc import Mapping

from shared.edge.callers.access import Principal, is_role


def context_of(principal: Principal) -> dict[str, str]:
    """Write the caller as the authorizer's context."""
    return {"kind": principal.kind, "id": principal.id, "role": principal.role}


def principal_in(context: Mapping[str, object]) -> Principal | None:
    """Read the caller; None where the context names none that we know."""
    match context:
        case {"kind": "storefront" | "person" as kind, "id": str() as name, "role": role}:
            return Principal(kind, name, role) if is_role(role) else None
    return None
