"""An explained order as tables for people: how every fen came about, and where it stands now.

Headings in both languages; times are local (+08:00), amounts yuan.
"""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table

from infra.cli.explained_table import explained_table
from infra.cli.times import written
from shared.domain.commission.reasons import Why
from shared.domain.money import yuan
from shared.domain.orders.explanation import ExplainedShare, Explanation

NOTHING_PROMISED = "没有佣金 No commission: this order pays nobody in the network"
LEGEND = "pending 待结算 · held 冻结 · released 已结算 · forfeited 已没收 · taken back 已收回"

_WORDS = ("谁 Who", "规则 Rule", "行 Line", "层级 Depth, level", "形式 Form", "怎么算 How")
_AMOUNTS = ("原值 Raw", "尾差 Rest", "应得 Promised")
_STATES = ("pending", "held", "released", "forfeited")


def print_explanation(console: Console, explained: Explanation) -> None:
    """Print who is promised what and why, then everything that moved."""
    console.print(
        f"订单 Order {explained.order_id} · {explained.status} · 方案 Plan {explained.plan}",
        style="bold",
        markup=False,
    )
    if not explained.shares:
        console.print(NOTHING_PROMISED)
        return
    console.print(_promises(explained))
    console.print(LEGEND, style="dim")
    if explained.postings:
        console.print(_postings(explained))


def calculation(why: Why) -> str:
    """Write how a raw amount came about: `100.00 × 10.00% + 3.00 − 0.50`, and by which tier."""
    limits = [f" − {_short(why.cut)}"] if why.cut.strip("0.") else []
    tier = [f"\n{why.tier}"] if why.tier else []
    return "".join([" + ".join(_summands(why)), *limits, *tier])


def _summands(why: Why) -> Iterator[str]:
    for base, rate in zip(why.base.split(" + "), why.rate.split(" + "), strict=True):
        if rate != "0.00%":
            yield f"{base} × {rate}"
    if why.fixed != "0.00":
        yield why.fixed


def standing(share: ExplainedShare, *, paid: bool) -> str:
    """Say where what was promised stands now."""
    if share.why.withheld:
        return f"预算已满 {share.why.withheld}"
    if share.out:
        return "不发放 not paid: out"
    if not paid:
        return "待支付 when paid"
    return ", ".join(_parts(share)) or "-"


def _parts(share: ExplainedShare) -> Iterator[str]:
    amounts = {state: getattr(share, f"{state}_fen") for state in _STATES}
    for state, fen in amounts.items():
        if fen:
            yield f"{yuan(fen)} {state}"
    taken_back = share.promised_fen - sum(amounts.values())
    if taken_back > 0:
        yield f"{yuan(taken_back)} taken back"


def _promises(explained: Explanation) -> Table:
    table = explained_table(_WORDS, _AMOUNTS)
    for share in explained.shares:
        table.add_row(*_promise(share), standing(share, paid=explained.paid_at is not None))
    return table


def _promise(share: ExplainedShare) -> tuple[str, ...]:
    why = share.why
    return (
        share.payee,
        f"{why.rule} ({why.kind})" if why.rule != why.kind else why.rule,
        f"{share.line} {share.sku}",
        f"{why.depth} {why.level} v{why.relation}",
        f"{why.form} {why.tax_nature}",
        calculation(why),
        _short(why.raw),
        _short(why.rounding_rest),
        yuan(share.promised_fen),
    )


def _postings(explained: Explanation) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("时间 At", "事由 Cause", "行 Line", "规则 Rule", "从 From", "到 To"):
        table.add_column(column, overflow="fold")
    table.add_column("金额 Amount", justify="right", no_wrap=True)
    for posting in explained.postings:
        table.add_row(
            written(posting.at),
            posting.cause,
            str(posting.line or "-"),
            posting.why.rule if posting.why else "-",
            posting.from_account,
            posting.to_account,
            yuan(posting.amount_fen),
        )
    return table


def _short(raw: str) -> str:
    """Leave out the zeros behind the fen: 0.790000 is 0.79, 3.333000 is 3.333."""
    whole, _, rest = raw.partition(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"
