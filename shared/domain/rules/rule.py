"""What all rules share."""

from typing import Annotated

from pydantic import Field

from shared.domain.documents.part import Days, Name, Part, Slug
from shared.domain.forms import Form, TaxNature
from shared.domain.terms.parts import Validity


class Rule(Part):
    """What all rules share. Rules stack; one may replace others on the lines it pays for."""

    id: Slug
    """What explanations and other rules call the rule; once in a plan."""
    form: Form = "cash"
    """What is paid: money, points, a coupon or a gift, each in accounts of its own (A081, A082)."""
    tax_nature: TaxNature = "labour"
    """What the award is to the tax office (A139)."""
    valid: Validity = Validity()
    """When the rule counts, by the order's creation or the period's days."""
    levels: Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)] | None = None
    """Only payees of these levels; left out: all."""
    no_violation_days: Days | None = None
    """Only payees without a recorded violation in so many days before (A076)."""
