"""A loopback server that behaves like WeChat Pay v3 and can be told how to misbehave."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from infra.local.http import same_machine
from infra.local.http.message import Request, Response
from infra.local.http.server import HttpServer
from infra.local.wechat.acts import Acts
from infra.local.wechat.controls import PREFIX, answer_control
from infra.local.wechat.desk import open_desk
from infra.local.wechat.gateway import Gateway
from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.outbox import Busy, Schedule

BODY_LIMIT = 1024 * 1024


class WechatStandIn(Acts):
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
        desk = open_desk(keys, data_dir, business_now, scheduler, busy)
        super().__init__(desk, notify_base_url)
        self._gateway = Gateway(desk)
        self._server = HttpServer(port, BODY_LIMIT, name="wechat-stand-in")

    @property
    def base_url(self) -> str:
        """Where it listens: the adapter's `gateway`."""
        return self._server.base_url

    def start(self) -> None:
        """Serve, and deliver what an earlier run on the same data left undelivered."""
        self.serve()
        self.redeliver()

    def serve(self) -> None:
        """Serve, but leave old notices until `redeliver`: their receiver may not be up yet."""
        self._server.start(self._handle)
        self._desk.outbox.start()

    def stop(self) -> None:
        """Serve no more; what is recorded on disk is there for the next one."""
        self._server.stop()
        self._desk.outbox.stop()
        self._desk.records.close()

    def _handle(self, request: Request) -> Response:
        if request.path.startswith(PREFIX):
            return same_machine.refusal(request) or answer_control(self, request)
        return self._gateway.answer(request)
