"""What is said about why an order pays whom what, and whom nothing."""

from typing import Self

from shared.domain.commission.not_paid import NotPaid
from shared.domain.orders.explanation import ExplainedShare, Explanation
from shared.words.catalogue import term


class NotPaidView(NotPaid):
    """Whom a rule pays nothing, and why, in words as well."""

    message: str
    message_zh: str

    @classmethod
    def of(cls, found: NotPaid) -> Self:
        """Show who gets nothing by a rule."""
        words = term("not_paid", found.why)
        return cls(**dict(found), message=words.en, message_zh=words.zh)


class ShareView(ExplainedShare):
    """What somebody is promised; the message says why nothing of it is paid, where it is not."""

    message: str | None
    message_zh: str | None

    @classmethod
    def of(cls, share: ExplainedShare) -> Self:
        """Show a share."""
        withheld = share.why.withheld
        words = term("withheld", withheld) if withheld else None
        return cls(
            **dict(share),
            message=words.en if words else None,
            message_zh=words.zh if words else None,
        )


class ExplanationView(Explanation):
    """An order's commission to the last fraction, with whom it pays nothing in words."""

    shares: tuple[ShareView, ...]
    not_paid: tuple[NotPaidView, ...]

    @classmethod
    def of(cls, explained: Explanation) -> Self:
        """Show an explanation."""
        worded = {
            "shares": tuple(map(ShareView.of, explained.shares)),
            "not_paid": tuple(map(NotPaidView.of, explained.not_paid)),
        }
        return cls(**{**dict(explained), **worded})
