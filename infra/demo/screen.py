"""The demo on a terminal, or as plain lines in a file."""

from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from infra.demo.brand import CATALOGUE
from infra.demo.closing import AccountRow
from infra.demo.story import Step, local
from shared.domain.money import yuan

BRAND = "A under B under C; plan depth-10-5-2: A earns 10 %, B 5 %, C 2 %, after the coupon"

WHEN, WORD, WHAT, WHO = 13, 6, 58, 18


class Screen:
    """Prints the story step by step as it happens."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._is_wide = console.width >= WHEN + WORD + WHAT + 3 * WHO

    def heading(self, holders: Sequence[str]) -> None:
        """Print what the columns are."""
        self._console.print()
        self._console.print(f"品牌 Sample brand: {BRAND}", soft_wrap=True)
        products = ", ".join(f"{p.sku} {yuan(p.price_fen)}" for p in CATALOGUE)
        self._console.print(
            f"商品 Products: {products} (the shop sends its prices)", soft_wrap=True
        )
        self._console.print(
            "pending 待结算 · available 可提现 · reserved 打款中 · paid 已到账", style="dim"
        )
        self._line("时间 Time", "事件", "What happened (times are +08:00, amounts yuan)", holders)

    def step(self, step: Step) -> None:
        """Print one step; where the terminal is narrow, who holds what goes below it."""
        holdings = [f"{who} {what}" for who, what in step.holdings.items()]
        self._line(local(step.at), step.word, step.text, holdings)

    def ledger(self, rows: Sequence[AccountRow]) -> None:
        """Print the accounts, and their sum."""
        table = Table(
            title="期末账目 Closing ledger",
            title_justify="left",
            box=box.SIMPLE_HEAD,
            pad_edge=False,
            show_footer=True,
        )
        sums = [sum(column) for column in zip(*map(_amounts, rows), strict=True)] or [0, 0, 0]
        table.add_column("账户 Account", footer="合计 Sum")
        for name, total in zip(("入 In", "出 Out", "余额 Balance"), sums, strict=True):
            table.add_column(name, footer=yuan(total), justify="right", no_wrap=True)
        for row in rows:
            table.add_row(row.account, *map(yuan, _amounts(row)))
        self._console.print()
        self._console.print(table)

    def _line(self, when: str, word: str, text: str, holdings: Sequence[str]) -> None:
        start = Text.assemble((_padded(when, WHEN), "dim"), (_padded(word, WORD), "cyan"))
        held = "".join(_padded(each, WHO) for each in holdings).rstrip()
        if self._is_wide:
            start.append(_padded(text, WHAT)).append(held, "green")
        else:
            start.append(text).append(f"\n{' ' * (WHEN + WORD)}{held}", "green")
        self._console.print(start, soft_wrap=True)


def _amounts(row: AccountRow) -> tuple[int, int, int]:
    return row.received_fen, row.given_fen, row.balance_fen


def _padded(text: str, width: int) -> str:
    # Chinese characters take two columns.
    return text + " " * max(1, width - cell_len(text))
