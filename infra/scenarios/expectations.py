"""What a scenario expects at its end: only what it gives is compared."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from infra.scenarios.values import Strict, Text, YuanText
from shared.domain.errors import Fault
from shared.domain.ledger.journal import State
from shared.domain.notices import NoticeCode
from shared.domain.odd_notices.odd_notices import OddReason, Resolution
from shared.domain.orders.kept_order import Status
from shared.words.catalogue import is_problem


def _known(code: str) -> str:
    if not is_problem(code):
        raise Fault("story_code_unknown", written=code)
    return code


ProblemCode = Annotated[str, AfterValidator(_known)]


class ExpectedPosting(Strict):
    """The given keys of one posting."""

    at: str = ""
    cause: str = ""
    order: str | None = None
    line: int | None = None
    from_: Annotated[str, Field(alias="from")] = ""
    to: str = ""
    amount: YuanText = "0.00"
    why: dict[str, Any] = {}


class ExpectedNotice(Strict):
    """The given keys of one notice."""

    at: str = ""
    code: NoticeCode | None = None
    order: Text | None = None
    withdrawal: Text | None = None


class ExpectedRejection(Strict):
    """The given keys of one refused event."""

    event: int = 0
    code: ProblemCode | None = None


class ExpectedOddNotice(Strict):
    """The given keys of what the channel reported that does not fit."""

    reason: OddReason | None = None
    order: Text | None = None
    amount: YuanText = "0.00"
    resolution: Resolution | None = None


class ExpectedOrder(Strict):
    """The given keys of an order's end."""

    status: Status | None = None
    ship_by: str | None = None
    window_ends: str | None = None
    released_at: str | None = None
    not_paid: list[dict[str, Any]] = []


class ExpectedBalance(Strict):
    """The given states of somebody's cash, and of each other form under its name."""

    pending: YuanText = "0.00"
    arriving: YuanText = "0.00"
    held: YuanText = "0.00"
    available: YuanText = "0.00"
    reserved: YuanText = "0.00"
    paid: YuanText = "0.00"
    debt: YuanText = "0.00"
    forfeited: YuanText = "0.00"
    points: dict[State, YuanText] = {}
    coupon: dict[State, YuanText] = {}
    gift: dict[State, YuanText] = {}


class Expect(Strict):
    """Any part of the result; only the keys that a file gives count."""

    balances: dict[str, ExpectedBalance] = {}
    orders: dict[str, ExpectedOrder] = {}
    postings: list[ExpectedPosting] = []
    notices: list[ExpectedNotice] = []
    rejected: list[ExpectedRejection] = []
    odd_notices: list[ExpectedOddNotice] = []
