"""`fenrun waiting`: what waits for whom, with the command that goes on."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fenrun.terminal.running import Running
from tests.http.running_fenrun import fenrun
from tests.laptop_bench import Bench, running


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with running(data_dir=tmp_path) as bench:
        url = bench.laptop.cloud.base_url
        with Running(base_url=url, stand_in_url=url, pid=os.getpid()).told_in(tmp_path):
            yield bench


def shown(data: Path) -> str:
    result = fenrun(data, "waiting")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_everything_waits_under_the_name_of_whom_it_waits_for(bench: Bench, tmp_path: Path) -> None:
    assert shown(tmp_path) == "没有等待处理的事项 nothing waits for anybody\n"

    bench.start_settlement("2024")

    queues = shown(tmp_path)
    assert re.search(r"等待第二人批准 .*\(1\)\n  \w{26}  结算 settlement  2024  fiona", queues)
