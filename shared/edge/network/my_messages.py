"""What a distributor sends and gets about his own place in the network."""

from pydantic import AwareDatetime

from shared.domain.money import BasisPoints
from shared.domain.records import Value
from shared.domain.texts import Uri


class UplineView(Value):
    """Who stands above me, since when; None: the brand itself."""

    upline: str | None
    since: AwareDatetime


class NewLink(Value):
    """A link's own rate in basis points, inside the limits of the plan; None: the plan's rates."""

    rate_bp: BasisPoints | None = None


class LinkReceipt(Value):
    """A referral link to share."""

    code: str
    url: Uri
    rate_bp: int | None
