"""What is told of referral links."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.network.people import ReferralCode
from shared.domain.records import Value
from shared.edge.http.pages import Bounds, ListedInTime
from shared.ports import Page


class LinkInList(Value):
    """A referral link: whose it is, and its own rate; null: the plan's rates."""

    code: str
    url: str
    distributor: str
    rate_bp: int | None
    created_at: AwareDatetime | None

    @classmethod
    def of(cls, link: ReferralCode, base_url: str) -> Self:
        """Show a link, with the address to share."""
        same = ("code", "distributor", "rate_bp", "created_at")
        url = link_url(base_url, link.code)
        return cls(url=url, **{name: getattr(link, name) for name in same})


class Links(ListedInTime[LinkInList]):
    """A page of links, the latest first; where `next` is not null, more may follow behind it."""

    @classmethod
    def at(cls, base_url: str, bounds: Bounds, page: Page[ReferralCode]) -> Self:
        """Show a page of links, with the addresses to share."""
        return cls.within(bounds, page, lambda link: LinkInList.of(link, base_url))


def link_url(base_url: str, code: str) -> str:
    """Give the address that leads a buyer through a link."""
    return f"{base_url}/r/{code}"
