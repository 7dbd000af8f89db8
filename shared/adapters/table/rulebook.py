"""Where versions of plans and policies, and their proposals stand."""

from shared.adapters.layout.place import Place
from shared.domain.rulebook.rule_proposals import OPEN_RULES, RuleProposal
from shared.domain.rulebook.versions import RuleVersion

PLACES = (
    Place(RuleVersion, "RULES#{0}", "v#{1}", remembered=True),
    Place(RuleProposal, "RULES#{0}", "PROPOSAL#{1}"),
)
QUEUES = (OPEN_RULES,)
