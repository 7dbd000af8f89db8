"""Which awards wait for a second person."""

from shared.usecases.awards.manual_awards import AWARD, AWARD_REVERSAL

APPROVALS = (AWARD, AWARD_REVERSAL)
