"""A loopback server that behaves like WeChat Pay v3 and can be told how to misbehave."""

import logging
import threading
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from infra.local.wechat_behaviour import Behaviour, Instruction, Operation
from infra.local.wechat_controls import Controls
from infra.local.wechat_desk import open_desk
from infra.local.wechat_gateway import Gateway
from infra.local.wechat_keys import StandInKeys
from infra.local.wechat_outbox import Busy, Schedule
from infra.local.wechat_payments import Payments
from infra.local.wechat_records import Record
from infra.local.wechat_refunds import End as RefundEnd
from infra.local.wechat_refunds import Refunds
from infra.local.wechat_transfers import End as TransferEnd
from infra.local.wechat_transfers import Transfers
from shared.adapters.wechat.config import PAYMENT_NOTICES

logger = logging.getLogger(__name__)

STOP_WITHIN_SECONDS = 0.1
TRADE = "/v3/pay/transactions/out-trade-no/<number>"
REFUND = "/v3/refund/domestic/refunds"
BILLS = "/v3/fund-app/mch-transfer/transfer-bills"
BILL = f"{BILLS}/out-bill-no/<number>"
ROUTES = Map(
    [
        Rule("/v3/pay/transactions/native", methods=["POST"], endpoint="prepay"),
        Rule(f"{TRADE}/close", methods=["POST"], endpoint="close"),
        Rule(TRADE, methods=["GET"], endpoint="query"),
        Rule(REFUND, methods=["POST"], endpoint="refund"),
        Rule(f"{REFUND}/<number>", methods=["GET"], endpoint="query_refund"),
        Rule(BILLS, methods=["POST"], endpoint="transfer"),
        Rule(BILL, methods=["GET"], endpoint="query_transfer"),
        Rule(f"{BILL}/cancel", methods=["POST"], endpoint="cancel_transfer"),
        Rule("/_stand_in/<action>", methods=["GET", "POST"], endpoint="control"),
    ]
)


class WechatStandIn:
    """The channel on a laptop: times of facts are `business_now`'s, signatures the machine's.

    `scheduler` runs repeats of notices after so many seconds; `busy` is held while one is under
    way; `notify_base_url` is where notices about orders go that were never prepaid.
    """

    def __init__(
        self,
        keys: StandInKeys,
        *,
        data_dir: Path | None,
        business_now: Callable[[], datetime],
        scheduler: Schedule | None = None,
        port: int = 0,
        busy: Busy = nullcontext,
        notify_base_url: str | None = None,
    ) -> None:
        self.notify_base_url = notify_base_url
        desk = open_desk(keys, data_dir, business_now, scheduler, busy)
        self._desk = desk
        self._payments, self._refunds = Payments(desk), Refunds(desk)
        self._transfers = Transfers(desk)
        self._gateway = Gateway(desk, self._payments, self._refunds, self._transfers)
        self._controls = Controls(self)
        self._server = _listening(port, self._serve)
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": STOP_WITHIN_SECONDS},
            name="wechat-stand-in",
            daemon=True,
        )

    @property
    def base_url(self) -> str:
        """Where it listens: the adapter's `gateway`."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        """Serve, and deliver what an earlier run on the same data left undelivered."""
        self.serve()
        self.redeliver()

    def serve(self) -> None:
        """Serve, but leave old notices until `redeliver`: their receiver may not be up yet."""
        self._thread.start()
        self._desk.outbox.start()

    def stop(self) -> None:
        """Serve no more; what is recorded on disk is there for the next one."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._desk.outbox.stop()
        self._desk.records.close()

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

    def _serve(self, environ: dict[str, Any], start_response: Any) -> Any:
        return self._dispatch(Request(environ))(environ, start_response)

    def _dispatch(self, request: Request) -> Response:
        try:
            endpoint, arguments = ROUTES.bind_to_environ(request.environ).match()
        except HTTPException as error:
            return self._gateway.signed(error.code or 404, {"code": "NOT_FOUND", "message": "?"})
        if endpoint == "control":
            return self._controls.answer(request, arguments["action"])
        return self._gateway.answer(endpoint, request, **arguments)


class _Quiet(WSGIRequestHandler):
    """Requests interest the one who debugs; a failure of the stand-in itself, everybody."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the name is werkzeug's
        logger.log(logging.ERROR if type == "error" else logging.DEBUG, message, *args)


def _listening(port: int, application: Any) -> BaseWSGIServer:
    return make_server("127.0.0.1", port, application, threaded=True, request_handler=_Quiet)
