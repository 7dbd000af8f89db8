"""The product as a process of its own, to be killed and started again on the same data."""

import itertools
import multiprocessing
import os
import random
import signal
import socket
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from fenrun.testing import Brand
from infra.local.credentials import Credentials
from infra.local.laptop import SWEEP, TIMEKEEPING, Laptop
from infra.running.brand import brand_at
from tests.end_to_end.story import BEGINNING

PORTS = range(20_000, 30_000)
"""Below the ports that outgoing connections take, so that nobody has ours when we come back."""

_processes = multiprocessing.get_context("forkserver")
# Processes are forked from one that has imported all this, and never ran anything.
_processes.set_forkserver_preload(
    [
        "infra.local.laptop",
        "aws_lambda_powertools.utilities.batch",
        "boto3",
        "chalice.app",
        "http_message_signatures",
        "moto.dynamodb.responses",
        "moto.secretsmanager.responses",
        "moto.sqs.responses",
        "moto.ssm.responses",
        "shared.adapters.wechat.pay",
    ]
)


class Server:
    """The laptop on one data folder, with its sweeper or not; the channel knows it by its port.

    Where nothing else keeps time, there is always a sweeper.
    """

    def __init__(self, data_dir: Path, port: int, *, sweeps: bool = False) -> None:
        self._data_dir = data_dir
        self._port = port
        needed = os.environ.get(TIMEKEEPING) == "batched"
        self._without = frozenset() if sweeps or needed else frozenset({SWEEP})

    def start(self) -> Brand:
        """Start the process; answers when it is up."""
        self._line, far_end = multiprocessing.Pipe()
        given = (self._data_dir, self._port, self._without, far_end)
        self._process = _processes.Process(target=_serve, args=given, daemon=True)
        self._process.start()
        far_end.close()
        api_url, channel_url = self._line.recv()
        return brand_at(api_url, channel_url, Credentials.load(self._data_dir))

    def arm(self, commits: int = 1) -> None:
        """The process dies at its n-th commit from now on, before anybody is answered."""
        self._line.send(commits)
        assert self._line.recv() == "armed"

    def kill(self) -> None:
        """SIGKILL, unless it is dead already."""
        self._process.kill()
        self._process.join()
        self._line.close()
        assert self._process.exitcode == -signal.SIGKILL

    def restart(self) -> Brand:
        """Kill the process and start another on what it left."""
        self.kill()
        return self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.kill()


def _serve(data_dir: Path, port: int, without: frozenset[str], line: Connection) -> None:
    with Laptop(data_dir, port, frozen=True, start_time=BEGINNING, without=without) as laptop:
        line.send((laptop.cloud.base_url, laptop.channel.base_url))
        left = itertools.count(line.recv() - 1, -1)
        laptop.cloud.log.listen(lambda _: next(left) or os.kill(os.getpid(), signal.SIGKILL))
        line.send("armed")
        signal.pause()


def free_port() -> int:
    """A port that can be had again after every restart."""
    return next(port for port in random.sample(PORTS, len(PORTS)) if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
