"""Where proposals stand."""

from shared.adapters.place import Place
from shared.domain.approvals.proposals import OPEN_PROPOSALS, Proposal, ProposalOn

PLACES = (
    Place(Proposal, "PROPOSAL#{0}", "PROPOSAL"),
    Place(ProposalOn, "PROPOSED#{0}#{1}", "ON#{2}#{3}"),
)
QUEUES = (OPEN_PROPOSALS,)
