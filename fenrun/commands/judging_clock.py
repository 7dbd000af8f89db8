"""By which clock a document is judged: a laptop's business time, else this computer's."""

from datetime import UTC, datetime
from typing import NamedTuple

from fenrun.client import NOBODY, Client, Problem
from fenrun.terminal.running import Running
from fenrun.terminal.there import There
from fenrun.terminal.times import written


class Judged(NamedTuple):
    """An instant, and whose it is."""

    at: datetime
    whose: str
    whose_zh: str

    @property
    def words(self) -> str:
        """Say by which clock it was judged."""
        return f"Judged by {self.whose}, {written(self.at)}."

    @property
    def words_zh(self) -> str:
        """Say the same in Chinese."""
        return f"依据{self.whose_zh} {written(self.at)} 判断。"


def judged_now(there: There) -> Judged:
    """Give the time by which a proposal there would be judged now. Errors: those of requests."""
    if there.url is not None:
        return _at_url(there.url)
    running = Running.in_folder(there.data)
    if running is None:
        whose = f"this computer's clock, since no Fenrun is running on the folder {there.data}"
        return _by_computer(whose, f"本机时钟（文件夹 {there.data} 未运行分润）")
    return _by_business(running.base_url)


def _at_url(url: str) -> Judged:
    """Only a laptop's business time is another than the world's, and only a laptop tells it."""
    try:
        return _by_business(url)
    except Problem:
        return _by_computer("this computer's clock", "本机时钟")


def _by_business(url: str) -> Judged:
    status = Client(url, NOBODY).get("/_local/status")
    at = datetime.fromisoformat(status["business_time"])
    return Judged(at, "the running Fenrun's business time", "运行中的业务时间")


def _by_computer(whose: str, whose_zh: str) -> Judged:
    return Judged(datetime.now(UTC).replace(microsecond=0), whose, whose_zh)
