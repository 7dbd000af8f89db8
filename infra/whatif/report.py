"""A comparison as tables for people, in Chinese and English; amounts are yuan."""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.bar import Bar
from rich.console import Console
from rich.table import Table

from fenrun.terminal.console import say
from fenrun.terminal.findings import print_findings
from infra.whatif.outcome import AS_KEPT, Outcome, basis_points
from shared.domain.comparing.comparison import Comparison, Pair
from shared.domain.comparing.effects import Class, Effect, Effects
from shared.domain.money import yuan
from shared.words.catalogue import in_both, term
from shared.words.wording import said_twice

SIDES = ("旧 Old", "新 New", "变化 Change")
BUDGET = ("应付 Promised", "预算 Budget", "超出 Excess")
WHO = "收款人 Who"
BAR = 30
"""Columns of the longest bar."""


def print_outcome(console: Console, outcome: Outcome) -> None:
    """Print all tables; what a plan costs comes first, what the guard finds last."""
    sums = outcome.sums
    old = in_both("comparison", "as_kept") if outcome.old == AS_KEPT else outcome.old
    console.print(f"方案比较 Plans compared: {old} → {outcome.new}", style="bold", markup=False)
    say(console, f"订单 Orders: {sums.orders:,} ({said_twice(outcome.source)})")
    if not sums.orders:
        say(console, term("comparison", "no_order"), style="yellow")
    for note in outcome.notes:
        say(console, note, style="yellow")
    console.print(_table("费用 What it costs", SIDES, _costs(sums)))
    console.print(_table("按规则 By rule", SIDES, _rules(sums)))
    _print_people(console, outcome.effects)
    _print_budgets(console, outcome)
    print_findings(console, outcome.findings)


def _print_people(console: Console, effects: Effects) -> None:
    console.print(
        f"人员 People: 增加 gain {effects.gain:,} · 减少 lose {effects.lose:,} · "
        f"不变 same {effects.same:,}"
    )
    if effects.most_gained:
        console.print(_table("增加最多 Gain the most", SIDES, _people(effects.most_gained), WHO))
    if effects.most_lost:
        console.print(_table("减少最多 Lose the most", SIDES, _people(effects.most_lost), WHO))
    console.print(_classes(effects.classes))


def _print_budgets(console: Console, outcome: Outcome) -> None:
    """Print the periods in which a plan's budget is passed, and in how many there is one."""
    names = {"old": outcome.old, "new": outcome.new}
    passed = [
        (f"{names[side]} {each.period}", *map(yuan, (*each[1:], each.excess_fen)))
        for side, uses in outcome.budgets.items()
        for each in uses
        if each.excess_fen
    ]
    if passed:
        console.print(_table("超出预算 Beyond the budget", BUDGET, passed))
    elif outcome.budgets:
        console.print("预算未超出 No budget is passed")


def _costs(sums: Comparison) -> Iterator[Sequence[str]]:
    paid = sums.commission
    yield "商品实付净额 Goods, net of refunds", yuan(sums.goods_fen), yuan(sums.goods_fen), ""
    yield ("佣金 Commission", *_amounts(paid))
    shares = Pair(*(basis_points(fen, sums.goods_fen) for fen in paid))
    *sides, change = _amounts(shares)
    yield ("占比 Of the goods", *(f"{each} %" for each in sides), f"{change} 个百分点 points")
    yield from _margin(sums)


def _margin(sums: Comparison) -> Iterator[Sequence[str]]:
    unknown = sums.goods_fen - sums.costed_goods_fen
    if sums.costed_goods_fen:
        where = "（成本已知部分，未扣周期奖励） where the cost is known, before awards of periods"
        yield (f"毛利 Margin left{where if unknown else ''}", *_amounts(sums.margin_left))
    if unknown:
        yield "成本未知的商品 Goods of unknown cost", yuan(unknown), yuan(unknown), ""


def _rules(sums: Comparison) -> Iterator[Sequence[str]]:
    for rule, pair in sums.rules.items():
        apart = "，不计入佣金 trade, no commission" if rule.trade else ""
        yield (f"{rule.rule} ({rule.kind}, {rule.form}{apart})", *_amounts(pair))


def _people(effects: Iterable[Effect]) -> Iterator[Sequence[str]]:
    return ((each.payee, *_amounts(each.pay)) for each in effects)


def _amounts(pair: Pair) -> tuple[str, str, str]:
    return yuan(pair.old), yuan(pair.new), f"{'+' if pair.change > 0 else ''}{yuan(pair.change)}"


def _classes(classes: Sequence[Class]) -> Table:
    most = max((each.people for each in classes), default=0)
    table = _table("分布 How the changes spread", ("人数 People", "合计 Together"), ())
    table.add_column("", max_width=BAR)
    for each in classes:
        if each.people:
            # Even one person among thousands is seen.
            bar = Bar(most * BAR, 0, max(each.people * BAR, most))
            table.add_row(_bounds(each), f"{each.people:,}", yuan(each.change_fen), bar)
    return table


def _bounds(each: Class) -> str:
    """Say a class in words: bounds that people read are amounts that are still inside."""
    low, high = each.low, each.high
    if low is None:
        return f"… {yuan(-1 if high is None else high - 1)}"
    if high is None:
        return f"{yuan(low)} …"
    return "0.00" if high - low == 1 else f"{yuan(low)} … {yuan(high - 1)}"


def _table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], of: str = ""
) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(of, overflow="fold")
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table
