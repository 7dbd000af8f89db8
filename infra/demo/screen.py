"""The demo on a terminal, or as plain lines in a file."""

from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from infra.demo.brand import CATALOGUE, PLAN
from infra.demo.closing import AccountRow
from infra.demo.story import Step, local
from shared.domain.money import yuan
from shared.words.catalogue import term
from shared.words.wording import Language, in_language

WHEN, WORD, WHO = 12, 6, 20


class Screen:
    """Prints the story step by step as it happens, in lines of at most 80 columns."""

    def __init__(self, console: Console, language: Language = "en") -> None:
        self._console = console
        self._language: Language = language
        self._held = ""

    def heading(self, holders: Sequence[str]) -> None:
        """Print what the columns are."""
        self._console.print()
        products = ", ".join(f"{p.sku} {yuan(p.price_fen)}" for p in CATALOGUE)
        self._console.print(self._said("brand", plan=PLAN))
        self._console.print(self._said("products", products=products))
        self._console.print(f"     {self._said('prices')}")
        self._console.print(
            "pending 待结算 · available 可提现 · reserved 提现中 · paid 已到账", style="dim"
        )
        self._line("时间 Time", "事件", self._said("what_happened", holders=", ".join(holders)))

    def step(self, step: Step) -> None:
        """Print one step, and below it who holds what, where that has changed."""
        self._line(local(step.at), step.word, in_language(step.text, self._language))
        holdings = ((who, in_language(what, self._language)) for who, what in step.holdings.items())
        held = "".join(_padded(f"{who} {what}", WHO) for who, what in holdings)
        if held != self._held:
            self._console.print(
                f"{' ' * (WHEN + WORD)}{held.rstrip()}", style="green", soft_wrap=True
            )
        self._held = held

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

    def way(self, machine: str, states: Sequence[str]) -> None:
        """Print through which states an order went."""
        way = " → ".join(states)
        self._console.print(f"{machine}: {len(states)} transitions\n  {way}", soft_wrap=True)

    def _said(self, code: str, **facts: object) -> str:
        return in_language(term("demo", code, facts), self._language)

    def _line(self, when: str, word: str, text: str) -> None:
        start = Text.assemble((_padded(when, WHEN), "dim"), (_padded(word, WORD), "cyan"), text)
        self._console.print(start, soft_wrap=True)


def _amounts(row: AccountRow) -> tuple[int, int, int]:
    return row.received_fen, row.given_fen, row.balance_fen


def _padded(text: str, width: int) -> str:
    # Chinese characters take two columns.
    return text + " " * max(1, width - cell_len(text))
