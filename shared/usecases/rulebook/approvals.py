"""Which rules wait for a second person."""

from shared.usecases.rulebook.plans import PLAN
from shared.usecases.rulebook.policies import POLICY

APPROVALS = (PLAN, POLICY)
