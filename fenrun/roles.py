"""Who calls the API: a shop, or a person in a role."""

from typing import Literal, TypeGuard, get_args

PersonRole = Literal["distributor", "finance", "operator", "auditor"]
Role = Literal["storefront", PersonRole]


def is_role(words: str) -> TypeGuard[Role]:
    """Tell whether words name a role."""
    return words in get_args(Role)


def is_person_role(words: str) -> TypeGuard[PersonRole]:
    """Tell whether words name a role of people."""
    return words in get_args(PersonRole)
