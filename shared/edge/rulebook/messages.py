"""What is got of every version of the rulebook, be it a plan or a policy."""

from typing import Any, Self

from pydantic import AwareDatetime

from shared.domain.records import Value
from shared.domain.rulebook.versions import RuleVersion


class RuleVersionLine(Value):
    """A version in a list; the first ones of a brand may have no proposal."""

    number: int
    effective_from: AwareDatetime
    proposal_id: str | None

    @classmethod
    def of(cls, version: RuleVersion) -> Self:
        """Show a version in a line."""
        return cls(**cls.facts(version))

    @classmethod
    def facts(cls, version: RuleVersion) -> dict[str, Any]:
        """Give what a line says of every version."""
        return {"proposal_id": version.proposal, **_same(RuleVersionLine, version)}


def _same(view: type[Value], record: Value) -> dict[str, Any]:
    """Give the fields that a view shows under the record's own names."""
    names = view.model_fields.keys() & type(record).model_fields.keys()
    return {name: getattr(record, name) for name in names}
