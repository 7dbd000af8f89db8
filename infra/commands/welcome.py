"""What `fenrun run` says when everything is up: addresses, keys, and what to try."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from fenrun.terminal.console import say_line
from fenrun.terminal.there import DEFAULT_DATA
from infra.commands.data_folder import SERVER_LOG
from infra.demo.brand import BUYER, TEA, UPLINES
from infra.local.laptop import Laptop
from shared.domain.times import SHANGHAI

MARGIN, LABEL, COLUMNS = 2, 22, 80


def print_welcome(console: Console, laptop: Laptop, data: Path) -> None:
    """Print where everything is, the API's base first, and three lines to try."""
    console.print("\nFenrun is up 已启动", style="bold green")
    _say_where(console, laptop)
    _say_what(console, laptop, data)
    console.print("\nTry 试一试 (in another terminal)", style="bold")
    for line in _lines_to_try(data):
        say_line(console, f"  {line}")
    console.print("\nCtrl-C stops it; the data stays.", style="dim")


def _say_where(console: Console, laptop: Laptop) -> None:
    cloud = laptop.cloud
    _say(console, "API 接口", cloud.base_url)
    _say(console, "Documents 接口文档", f"{cloud.base_url}/docs")
    _say(console, "OpenAPI 文档", f"{cloud.base_url}/openapi.json")
    _say(console, "WeChat Pay 模拟", laptop.channel.base_url)
    if cloud.aws_url:
        _say(console, "AWS", cloud.aws_url)


def _say_what(console: Console, laptop: Laptop, data: Path) -> None:
    cloud, keys = laptop.cloud, laptop.credentials
    now = cloud.clock.now().astimezone(SHANGHAI)
    _say(console, "Business time 时间", f"{now:%Y-%m-%d %H:%M} +08:00, goes on with the clock")
    _say(console, "Storefront key 密钥", f"{keys.storefront_key_id} {keys.storefront_secret}")
    people = [f"distributor:{who}" for who in sorted(UPLINES)]
    _say(console, "Logins 登录", "finance", "operator", "auditor", *people)
    _say(console, "Data, log 数据", str(data), str(data / SERVER_LOG))
    _say(console, "Not emulated 未模拟", *cloud.not_emulated, *cloud.status()["limits"])


def _say(console: Console, label: str, *texts: str) -> None:
    """Print a label and what stands behind it, on several lines where it is too long for one."""
    padding = " " * (LABEL - cell_len(label))
    for number, line in enumerate(_lines(texts)):
        say_line(console, f"{' ' * MARGIN}{' ' * LABEL if number else label + padding}{line}")


def _lines(texts: Sequence[str]) -> list[str]:
    """Fill lines with texts, none of which is divided."""
    lines = [texts[0]]
    for text in texts[1:]:
        if len(longer := f"{lines[-1]}, {text}") < COLUMNS - MARGIN - LABEL:
            lines[-1] = longer
        else:
            lines[-1] += ","
            lines.append(text)
    return lines


def _lines_to_try(data: Path) -> list[str]:
    fenrun = "fenrun" if shutil.which("fenrun") else sys.argv[0]
    folder = "" if data == DEFAULT_DATA else f" --data {data}"
    line = f'{{"line":1,"sku":"{TEA.sku}","qty":1,"price_fen":{TEA.price_fen}}}'
    return [
        f'{fenrun} call{folder} POST /v1/orders \'{{"buyer":"{BUYER}","lines":[',
        f"  {line}]}}'",
        f"{fenrun} advance{folder} 48h",
        f"{fenrun} token{folder} finance",
    ]
