"""What is answered where a path names something that cannot be an id: that nothing has it.

An id that we gave is unknown, whatever it looks like; of any other is said what is wrong.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from shared.domain.errors import Fault, Refused
from shared.domain.identifiers import identifier
from shared.edge.http.problems import Unacceptable, field_error
from shared.words.catalogue import term
from shared.words.wording import Words

LONGEST_TOLD: Final = 64
"""As much of what was sent is told back."""

_Told: TypeAlias = Callable[[str, Mapping[str, str]], Exception]

_UNKNOWN: Final[Mapping[str, _Told]] = {
    "account": lambda it, _: Refused("unknown_account", "no_such_account", account=it),
    "award_id": lambda it, above: Refused(
        "unknown_proposal", "no_such_award", distributor=above["distributor_id"], award_id=it
    ),
    "buyer": lambda it, _: _misshapen("buyer", _fault_of(it)),
    "code": lambda it, _: Refused("unknown_person", "no_such_referral_code", referral_code=it),
    "distributor_id": lambda it, _: Refused(
        "unknown_person", "no_such_distributor", distributor=it
    ),
    "number": lambda _, __: _misshapen("number", term("field_fault", "no_number")),
    "odd_notice": lambda it, _: Refused("unknown_odd_notice", "no_such_odd_notice", odd_notice=it),
    "order_id": lambda it, _: Refused("unknown_order", "no_such_order", order_id=it),
    "payout_id": lambda it, _: Refused("unknown_payout", "no_such_payout", payout_id=it),
    "period": lambda _, __: _misshapen("period", term("field_fault", "no_period")),
    "proposal_id": lambda it, _: Refused("unknown_proposal", "no_such_proposal", proposal_id=it),
    "refund_id": lambda it, above: Refused(
        "unknown_refund", "no_such_refund", order_id=above["order_id"], refund_id=it
    ),
    "return_id": lambda it, above: Refused(
        "unknown_return", "no_such_return", order_id=above["order_id"], return_id=it
    ),
    "webhook_id": lambda it, _: Refused("unknown_webhook", "no_such_webhook", webhook=it),
}
"""By the name of a path's parameter, of what was sent and of what stands before it in the path."""


def unknown_id(parameter: str, told: str, above: Mapping[str, str]) -> Exception:
    """Say that nothing has what a path names by a parameter, or why nothing can."""
    if parameter not in _UNKNOWN:
        return Unacceptable("unknown_path", "no_such_id", parameter=parameter)
    return _UNKNOWN[parameter](told[:LONGEST_TOLD], above)


def _misshapen(parameter: str, words: Words) -> Unacceptable:
    wrong = field_error(f"{{{parameter}}}", words)
    return Unacceptable("invalid_fields", "fields_named", [wrong])


def _fault_of(name: str) -> Words:
    try:
        identifier(name)
    except Fault as fault:
        return term("fault", *fault.clause)
    return term("field_fault", "no_utf_8")
