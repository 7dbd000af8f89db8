"""The policy document: every parameter of an order's and a payout's life that a brand may set.

Source: rules.md, The default documents. Amounts are quoted yuan in the document, fen in code.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from shared.domain.documents.amounts import Yuan
from shared.domain.documents.fault import fault_at
from shared.domain.documents.part import Flag, Part, When
from shared.domain.documents.places import placed_in

Days = Annotated[int, Field(strict=True, ge=0, le=3650)]


class UnpaidExpires(Part):
    """How long an order waits for its money, by the way it is paid."""

    online_minutes: Annotated[int, Field(strict=True, gt=0, le=43_200)] = 30
    manual_hours: Annotated[int, Field(strict=True, gt=0, le=8_760)] = 72


class ReturnWindow(Part):
    """How long goods may come back, from which fact, counted how."""

    days: Days = 7
    from_: Annotated[Literal["delivered", "shipped"], Field(alias="from")] = "delivered"
    counting: Literal["civil_days", "rolling_168h"] = "civil_days"
    holiday_extension: Flag = False
    min_days_from_paid: Days = 0


class RefundSla(Part):
    """Until when an accepted return is paid back: the earlier of the two (A132)."""

    working_days_after_inspection: Days = 3
    days_after_goods_received: Days = 7


class PayoutPolicy(Part):
    """How commission leaves the house."""

    minimum: Annotated[Yuan, Field(json_schema_extra={"default": "0.10"})] = 10
    max_part: Yuan | None = None
    confirm_mode: Literal["user_confirm", "pre_authorised"] = "user_confirm"
    """`pre_authorised` falls back to `user_confirm` where the channel has no authorisation."""
    confirm_hours: Annotated[int, Field(strict=True, gt=0, le=720)] = 24
    review: Flag = False
    transfer_qps: Annotated[int, Field(strict=True, gt=0, le=1_000)] = 10
    """How many transfers a second the channel is asked for by settlements, at the most."""

    @model_validator(mode="after")
    def _of_parts_that_may_be_paid(self) -> Self:
        if self.max_part is not None and self.max_part < max(self.minimum, 1):
            least = max(self.minimum, 1)
            raise fault_at(("max_part",), "part_too_small", part_fen=self.max_part, least_fen=least)
        return self


class Policy(Part):
    """All parameters; what a document leaves out is as the product has it.

    A proposed one is in force from `effective_from`, a minute after its approval at the earliest.
    """

    effective_from: When | None = None
    sla_mode: Literal["payment_day", "touches_weekend"] = "payment_day"
    unpaid_expires: UnpaidExpires = UnpaidExpires()
    auto_receipt_days: Annotated[int, Field(strict=True, gt=0, le=365)] = 10
    return_window: ReturnWindow = ReturnWindow()
    return_send_days: Days = 7
    inspection_days: Days = 7
    refund_sla: RefundSla = RefundSla()
    bind_mode: Literal["first", "register", "override"] = "first"
    bind_valid_days: Days | None = None
    protection_days: Days = 0
    bind_on_order: Flag = False
    payout: PayoutPolicy = PayoutPolicy()
    courier_surcharge: Annotated[Yuan, Field(json_schema_extra={"default": "10.00"})] = 10_00
    surcharge_refund: Literal["before_shipment", "always"] = "before_shipment"


def read_policy(document: Mapping[str, Any]) -> Policy:
    """Read a policy document. Errors: ValidationError, every fault in words."""
    try:
        return Policy.model_validate(document)
    except ValidationError as error:
        raise placed_in(document, error) from error
