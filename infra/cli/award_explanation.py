"""Awards of periods as a table for people: what was counted, which terms it met, where it stands.

Headings in both languages; amounts are yuan.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console

from infra.cli.explained_table import explained_table
from shared.domain.money import yuan
from shared.domain.periods.explanation import AwardWhy
from shared.usecases.periods.period_statements import AwardLine

NOTHING_AWARDED = (
    "没有奖励 No award: no rule of the plan measured this period, or it is not over yet; "
    "awards are measured after its end"
)

_WORDS = (
    "谁 Who",
    "规则 Rule",
    "周期 Period, level",
    "形式 Form",
    "计数 Counted",
    "怎么算 How",
)
_AMOUNTS = ("原值 Raw", "尾差 Rest", "应得 Due")
_STATES = ("held", "released", "forfeited")


def print_awards(console: Console, awards: Sequence[AwardLine]) -> None:
    """Print who is awarded what and why, and where that stands."""
    if not awards:
        console.print(NOTHING_AWARDED)
        return
    table = explained_table(_WORDS, _AMOUNTS)
    for award in awards:
        table.add_row(*_row(award))
    console.print(table)


def award_calculation(why: AwardWhy) -> str:
    """Write how an award came about: `5000.00 × 15.00% + 1.00 − 0.50`, and under which terms."""
    if not why.qualified:
        return f"不符合条件 does not qualify\n{why.terms}"
    place = [f"第 {why.place} 名 place {why.place}: "] if why.place else []
    sums = " + ".join(_summands(why)) or "0.00"
    less = [f" − {short(each)}" for each in (why.cut, why.on_account) if each.strip("0.")]
    return "".join([*place, sums, *less, f"\n{why.terms}"])


def counted(why: AwardWhy) -> str:
    """Write what was counted: `1000.00 · 2 orders · 3 pieces`, the profit where it is known."""
    tally = why.counted
    said = [tally.sales, f"{tally.orders} 单 orders", f"{tally.pieces} 件 pieces"]
    if why.pieces_before:
        said.append(f"此前 before {why.pieces_before}")
    if tally.profit is not None:
        said.append(f"毛利 profit {tally.profit}")
    return " · ".join(said)


def short(raw: str) -> str:
    """Leave out the zeros behind the fen: 0.790000 is 0.79, 3.333000 is 3.333."""
    whole, _, rest = raw.partition(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"


def _summands(why: AwardWhy) -> Iterator[str]:
    if why.rate != "0.00%":
        yield f"{why.base} × {why.rate}"
    if why.fixed != "0.00":
        yield why.fixed


def _row(award: AwardLine) -> tuple[str, ...]:
    why = award.why
    stands = {state: getattr(award, f"{state}_fen") for state in _STATES}
    return (
        award.payee,
        f"{why.rule} ({why.kind})" if why.rule != why.kind else why.rule,
        f"{why.period} {why.level}",
        f"{why.form} {why.tax_nature}",
        counted(why),
        award_calculation(why),
        short(why.raw),
        short(why.rounding_rest),
        yuan(award.target_fen),
        ", ".join(f"{yuan(fen)} {state}" for state, fen in stands.items() if fen) or "-",
    )
