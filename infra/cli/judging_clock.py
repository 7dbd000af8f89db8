"""By which clock a plan is judged: the running Fenrun's business time, else this computer's."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from infra.cli.running import Running, client_of
from infra.cli.times import written
from shared.adapters.clocks import BusinessClock


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


def judged_now(data: Path) -> Judged:
    """Give the time by which a proposal to a data folder's Fenrun would be judged now.

    Errors: ProblemAnswer, and those of requests.
    """
    running = Running.in_folder(data)
    if running is None:
        whose = f"this computer's clock, since no Fenrun is running on the folder {data}"
        return Judged(BusinessClock().now(), whose, f"本机时钟（文件夹 {data} 未运行分润）")
    status = client_of(running, data).control("GET", "/_local/status")
    at = datetime.fromisoformat(status["business_time"])
    return Judged(at, "the running Fenrun's business time", "运行中的业务时间")
