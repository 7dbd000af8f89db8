"""Who reads events: the back office, a storefront, or somebody whom the brand pays."""

from typing import Literal, NamedTuple

from shared.domain.keys import in_key


class Reader(NamedTuple):
    """A reader of events; the back office is one reader, whoever of it asks."""

    kind: Literal["back_office", "storefront", "payee"]
    id: str = ""

    @property
    def feed(self) -> str:
        """The name of what he reads; it holds no character that keys are divided by."""
        return f"{self.kind}:{in_key(self.id)}"


BACK_OFFICE = Reader("back_office")
