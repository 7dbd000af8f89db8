"""Every kind of proposal, gathered from the rooms that bring one."""

from collections.abc import Mapping

from shared.usecases.approvals.kinds import ApprovalKind
from shared.usecases.awards.manual_awards import AWARD, AWARD_REVERSAL
from shared.usecases.network.transfers import TRANSFER
from shared.usecases.payouts.payouts import PAYOUT
from shared.usecases.payouts.settle_period import SETTLEMENT
from shared.usecases.rulebook.plans import PLAN
from shared.usecases.rulebook.policies import POLICY

KINDS: Mapping[str, ApprovalKind] = {
    kind.name: kind for kind in (TRANSFER, PLAN, POLICY, AWARD, AWARD_REVERSAL, SETTLEMENT, PAYOUT)
}
