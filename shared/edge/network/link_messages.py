"""What is told of referral links."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.network.people import ReferralCode
from shared.domain.records import Value
from shared.ports import Page


class LinkInList(Value):
    """A referral link: whose it is, and its own rate; null: the plan's rates."""

    code: str
    url: str
    distributor: str
    rate_bp: int | None
    created_at: AwareDatetime | None


class Links(Value):
    """A page of links, the latest first; where `next` is not null, more may follow behind it."""

    items: tuple[LinkInList, ...]
    next: str | None

    @classmethod
    def of(cls, page: Page[ReferralCode], base_url: str) -> Self:
        """Show a page of links, with the addresses to share."""
        items = tuple(
            LinkInList(
                code=each.code,
                url=link_url(base_url, each.code),
                distributor=each.distributor,
                rate_bp=each.rate_bp,
                created_at=each.created_at,
            )
            for each in page.items
        )
        return cls(items=items, next=page.next)


def link_url(base_url: str, code: str) -> str:
    """Give the address that leads a buyer through a link."""
    return f"{base_url}/r/{code}"
