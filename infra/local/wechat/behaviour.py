"""What the stand-in was told to do next, by number or for whatever comes, in the order given.

Untold, payments wait for a customer, transfers for the payee, refunds and cancellations succeed.

success, failure   accepted, and it ends well or badly by itself (prepay, close, cancel: refused)
wait               accepted, and nothing more happens by itself
time_out           accepted, and the answer is lost
refuse, not_enough, system_error   not accepted, with that error
duplicate_notice, late_notice, no_notice   how the next notice about the number travels
"""

from typing import Annotated, Literal, get_args
from uuid import uuid4

from pydantic import Field

from infra.local.wechat.errors import ApiError
from infra.local.wechat.records import Records
from shared.domain.immutable import Immutable

Operation = Literal["prepay", "close", "refund", "transfer", "cancel", "query"]
AnswerBehaviour = Literal[
    "success", "failure", "refuse", "wait", "time_out", "not_enough", "system_error"
]
NoticeBehaviour = Literal["duplicate_notice", "late_notice", "no_notice"]
Behaviour = AnswerBehaviour | NoticeBehaviour

KIND = "instruction"
ANSWERS: frozenset[str] = frozenset(get_args(AnswerBehaviour))
NOTICES: frozenset[str] = frozenset(get_args(NoticeBehaviour))
ERRORS: dict[str, tuple[int, str, str]] = {
    "refuse": (400, "INVALID_REQUEST", "refused, as told"),
    "not_enough": (403, "NOT_ENOUGH", "the merchant account is empty, as told"),
    "system_error": (500, "SYSTEM_ERROR", "out of order, as told"),
}


class Instruction(Immutable):
    """Do `behaviour` the next `times` times (None: always), for a number or an operation or any.

    Queries obey only instructions that name them.
    """

    behaviour: Behaviour
    number: str | None = None
    operation: Operation | None = None
    times: Annotated[int, Field(gt=0)] | None = 1

    def fits(self, among: frozenset[str], operation: Operation | None, number: str) -> bool:
        """Whether this instruction speaks about that moment."""
        if operation == "query" and self.operation != "query":
            return False
        return (
            self.behaviour in among
            and self.number in {None, number}
            and self.operation in {None, operation}
        )


class Instructions:
    """The queue of instructions; those for one number come before those for any."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def add(self, instruction: Instruction) -> None:
        """Queue it; the stand-in keeps it over a restart."""
        self._records.put(KIND, uuid4().hex, instruction.model_dump())

    def clear(self) -> None:
        """Forget all instructions."""
        for key in self._records.all(KIND):
            self._records.delete(KIND, key)

    def next_answer(self, operation: Operation, number: str) -> Behaviour | None:
        """How to answer, None as usual; raises the ApiError of an instruction to refuse."""
        behaviour = self._take(ANSWERS, operation, number)
        if behaviour in ERRORS:
            raise ApiError(*ERRORS[behaviour])
        return behaviour

    def next_notice(self, number: str) -> Behaviour | None:
        """How to deliver the next notice about a number, None as usual."""
        return self._take(NOTICES, None, number)

    def _take(
        self, among: frozenset[str], operation: Operation | None, number: str
    ) -> Behaviour | None:
        queued = [
            (key, instruction)
            for key, record in self._records.all(KIND).items()
            if (instruction := Instruction(**record)).fits(among, operation, number)
        ]
        if not queued:
            return None
        key, first = min(queued, key=lambda one: one[1].number is None)
        self._use(key, first)
        return first.behaviour

    def _use(self, key: str, instruction: Instruction) -> None:
        if instruction.times is None:
            return
        if instruction.times == 1:
            self._records.delete(KIND, key)
        else:
            left = instruction.changed(times=instruction.times - 1)
            self._records.put(KIND, key, left.model_dump())
