"""What customers, payees and testers do at the channel."""

from infra.local.wechat.behaviour import Behaviour, Instruction, Operation
from infra.local.wechat.desk import Desk
from infra.local.wechat.payments import Payments
from infra.local.wechat.records import Record
from infra.local.wechat.refunds import End as RefundEnd
from infra.local.wechat.refunds import Refunds
from infra.local.wechat.transfers import End as TransferEnd
from infra.local.wechat.transfers import Transfers
from shared.adapters.wechat.config import PAYMENT_NOTICES


class Acts:
    """Acts on one desk; `notify_base_url` hears of payments for orders never prepaid."""

    def __init__(self, desk: Desk, notify_base_url: str | None) -> None:
        self.notify_base_url = notify_base_url
        self._desk = desk
        self._payments, self._refunds = Payments(desk), Refunds(desk)
        self._transfers = Transfers(desk)

    def pay(self, order_id: str, amount_fen: int | None = None) -> Record:
        """The customer pays; raises ApiError when the channel would not let him."""
        base = self.notify_base_url
        url = None if base is None else base.rstrip("/") + PAYMENT_NOTICES
        with self._desk.records.together():
            return self._payments.pay(order_id, amount_fen, url)

    def confirm(self, bill_no: str) -> Record:
        """The payee takes the money; raises ApiError when nothing waits for that."""
        with self._desk.records.together():
            return self._transfers.confirm(bill_no)

    def decline(self, bill_no: str) -> Record:
        """The payee does not want the money; raises ApiError when nothing waits for that."""
        with self._desk.records.together():
            return self._transfers.decline(bill_no)

    def finish_refund(self, refund_no: str, end: RefundEnd = "SUCCESS") -> Record:
        """A refund that was told to wait ends."""
        with self._desk.records.together():
            return self._refunds.finish(refund_no, end)

    def finish_transfer(self, bill_no: str, end: TransferEnd) -> Record:
        """A transfer, or a cancellation that was told to wait, ends."""
        with self._desk.records.together():
            return self._transfers.finish(bill_no, end)

    def behave(
        self,
        behaviour: Behaviour,
        *,
        number: str | None = None,
        operation: Operation | None = None,
        times: int | None = 1,
    ) -> None:
        """Do this the next `times` times (None: always), for a number, an operation or any."""
        self.instruct(
            Instruction(behaviour=behaviour, number=number, operation=operation, times=times)
        )

    def instruct(self, instruction: Instruction) -> None:
        """Queue an instruction."""
        self._desk.instructions.add(instruction)

    def behave_well(self) -> None:
        """Forget all instructions."""
        self._desk.instructions.clear()

    def change_key(self) -> None:
        """The channel signs its notices with its next key from now on."""
        self._desk.outbox.change_key()

    def redeliver(self) -> None:
        """Send every undelivered notice now."""
        self._desk.outbox.redeliver()

    def drain(self) -> None:
        """Return when no notice is under way."""
        self._desk.outbox.drain()

    def state(self) -> dict[str, dict[str, Record]]:
        """All that it remembers, by kind and number."""
        kinds = ("payment", "refund", "transfer", "notice", "instruction")
        return {kind: self._desk.records.all(kind) for kind in kinds}
