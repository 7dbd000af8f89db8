"""A version of a rule document as it stands in the table."""

from shared.domain.rulebook.versions import RuleKind, RuleVersion
from tests.unit.adapters.samples import T0


def rule(number: int = 1, kind: RuleKind = "policy") -> RuleVersion:
    document = {"payout": {"minimum": "1.00"}, "深": [1, None, True]}
    return RuleVersion(kind=kind, number=number, effective_from=T0, document=document)


EXAMPLES = (rule(),)
