"""What all rules share, and what whoever holds a rule may ask of it, whatever its kind.

A kind answers what it has something to say to; all else is answered here, by what most kinds say.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from shared.domain.documents.part import Days, Name, Part, Slug
from shared.domain.forms import Form, TaxNature
from shared.domain.rules.bounds import Advice, Inducement, Usual
from shared.domain.terms.parts import Limits, OrderKind, Validity
from shared.domain.terms.product import Product

Document = Mapping[str, Any]
"""A document as it is read from YAML or JSON."""


class Rule(Part):
    """What all rules share. Rules stack; one may replace others on the lines it pays for."""

    example: ClassVar[Document]
    """A plan document that shows the kind."""
    only_refused: ClassVar[bool] = False
    """Whether the kind can be said only so that the guard refuses it."""
    first_depth: ClassVar[int] = 1
    """The depth of the nearest upline that the kind may pay."""

    if TYPE_CHECKING:
        kind: str

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

    # For whom, and beside which other rules

    @property
    def is_for_all(self) -> bool:
        """Whether it pays everybody, whatever his level and conduct."""
        return self.levels is None and self.no_violation_days is None

    def pays_level(self, level: str) -> bool:
        """Tell whether it pays anybody of a level."""
        return self.levels is None or level in self.levels

    def shares_a_level(self, other: "Rule") -> bool:
        """Tell whether both may pay one person."""
        if self.levels is None or other.levels is None:
            return True
        return bool(set(self.levels) & set(other.levels))

    def counts_orders(self, kind: OrderKind) -> bool:
        """Tell whether orders of a kind count for it."""
        return False

    def named_levels(self) -> Iterator[str]:
        """Give every level that it names, `default` perhaps among them."""
        yield from self.levels or ()

    @property
    def named_rules(self) -> tuple[Slug, ...]:
        """The rules before it that it says something of."""
        return (*self.replaced, *self.overridden, *self.on_account)

    @property
    def replaced(self) -> tuple[Slug, ...]:
        """The rules that pay nothing on the lines this one pays for."""
        return ()

    @property
    def overridden(self) -> tuple[Slug, ...]:
        """The rules of whose commission it is a percentage."""
        return ()

    @property
    def on_account(self) -> tuple[Slug, ...]:
        """The rules of shorter periods whose awards were paid on account of its own."""
        return ()

    @property
    def is_commission(self) -> bool:
        """Whether it pays commission for an order, of which others may have a percentage."""
        return False

    @property
    def is_looked_up_anew(self) -> bool:
        """Whether a refund changes the rate that an order is paid by."""
        return False

    @property
    def link_limits(self) -> Limits | None:
        """Between what rates a promoter may set one for his own link."""
        return None

    @property
    def line_limits(self) -> Limits | None:
        """Up to what rate a storefront may set a line's own."""
        return None

    # What it can never pay, and what it pays at most

    def pays_anything(self) -> bool:
        """Tell whether any of its rates and sums is more than zero."""
        return True

    def at_its_most(self) -> "Rule":
        """Give the rule that pays of any goods the most that this one may ever pay of them."""
        return self

    def rows(self) -> Iterator[Sequence[int]]:
        """Give its rates and sums by depth, nearest first."""
        yield from ()

    def ladders(self) -> Iterator[Sequence[int]]:
        """Give the rates and sums that are paid for more and more; they should not fall."""
        yield from ()

    def inducements(self) -> Iterator[Inducement]:
        """Say what of it the law forbids, or watches."""
        yield from ()

    def seems_instead_of(self, other: "Rule") -> bool:
        """Tell whether it stacks on another, though it was probably meant in its place."""
        return False

    def unified_prices(self, products: Collection[str]) -> Sequence[str] | None:
        """Give which of a plan's products it asks a unified price of; None: it asks for none."""
        return None

    def unjudged_sum(self, products: Mapping[str, Product]) -> Advice | None:
        """Say what to do about a sum that nobody can compare with what is sold, if it pays one."""
        return None

    def beside_usual(self) -> Usual | None:
        """Give the rates that plans of two levels have, and between what they usually lie."""
        return None
