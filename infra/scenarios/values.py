"""What the parts of a scenario file are made of: names, amounts, and nothing that is not known."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from shared.domain.errors import Fault
from shared.domain.identifiers import identifier
from shared.domain.ledger.journal import BRAND
from shared.domain.money import parse_yuan, yuan


def _is_no_account_of_the_brand(name: str) -> str:
    if name == BRAND:
        raise Fault("story_brand")
    return name


def _is_a_key(name: str) -> str:
    if set(name) & set("/#"):
        raise Fault("story_order_name")
    return name


def _number_as_text(value: object) -> object:
    """Take an unquoted number where a name is due: `order: 1`, `period: 2025`."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_number_as_text)]
Name = Annotated[Text, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
OwnId = Annotated[Text, AfterValidator(identifier)]
"""What the shop calls its buyers and its goods."""
OrderName = Annotated[OwnId, AfterValidator(_is_a_key)]
"""What a story calls an order."""
PersonName = Annotated[
    Text,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$"),
    AfterValidator(_is_no_account_of_the_brand),
]
WithdrawalName = Annotated[Text, StringConstraints(pattern=r"^[A-Za-z0-9_./-]{1,64}$")]
YuanText = Annotated[str, BeforeValidator(lambda text: yuan(parse_yuan(text)))]
LineNumber = Annotated[int, Field(strict=True, ge=1, le=100)]
LineNumbers = Annotated[tuple[LineNumber, ...], Field(min_length=1)]


class Strict(BaseModel):
    """A part of a scenario file: it never changes, and has no field that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")
