"""What a plan may promise in all. Source: A137."""

from shared.domain.civil_periods import Cadence
from shared.domain.documents.amounts import Yuan
from shared.domain.documents.part import Part


class Budget(Part):
    """How much a plan may promise a period in all, in every form; what is taken back is free again.

    Orders count when they are created, with their whole commission or none of it; an award of a
    period counts in the budget's period in which its own ends, and is cut to what is left.
    """

    amount: Yuan
    """Yuan a period."""
    period: Cadence
    """How long a period is."""
