"""An explained order for people: how every fen came about, where it stands, who got none and why.

Headings in both languages; times are local (+08:00), amounts yuan.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console

from fenrun.terminal.cards import print_amounts, print_card
from fenrun.terminal.times import written
from shared.domain.commission.not_paid import NotPaid
from shared.domain.money import yuan
from shared.domain.orders.explanation import ExplainedPosting, ExplainedShare, Explanation
from shared.domain.orders.share_reasons import Left, Why
from shared.words.catalogue import in_both
from shared.words.exact_words import band_words, is_zero, products, rounded, short

NOTHING_PROMISED = "没有佣金 No commission: this order pays nobody in the network"
NOBODY_ABOVE = (
    "下单时买家没有上级，链接不会绑定买家，须先调用 POST /v1/bindings "
    "When it was placed the buyer belonged to nobody (with compression: to nobody active). "
    "A link does not bind a buyer, POST /v1/bindings does, for later orders"
)
LEGEND = "待结算 pending · 冻结 held · 解冻 released · 没收 forfeited · 收回 taken back"

OVERRIDE = "override"
DOWNLINES = "下级所得佣金 of downlines' commission"

_STATES = ("pending", "held", "released", "forfeited")


def print_explanation(console: Console, explained: Explanation) -> None:
    """Print who is promised what and why, who is not, then everything that moved."""
    status = f"{explained.status} · 方案 Plan {explained.plan}"
    _print_heading(console, f"订单 Order {explained.order_id} · {status}")
    if not explained.shares:
        console.print(NOTHING_PROMISED)
        if explained.nobody_above:
            console.print(NOBODY_ABOVE)
    for who, shares in _by_payee(explained.shares):
        _print_heading(console, who)
        for share in shares:
            title = f"行 Line {share.line} {share.sku} · {_rule(share.why)}"
            print_card(console, title, _promise(share, paid=explained.paid_at is not None))
    if explained.shares:
        console.print(LEGEND, style="dim")
    _print_not_paid(console, explained.not_paid)
    _print_postings(console, explained.postings)


def calculation(why: Why) -> str:
    """Write how a raw amount came about: `100.00 × 10.00% + 2 × 1.50 − 0.50`."""
    sums = " + ".join([*_by_rate(why), *_fixed(why)]) or "0.00"
    return sums if is_zero(why.cut) else f"{sums} − {short(why.cut)} 限额 limit"


def standing(share: ExplainedShare, *, paid: bool) -> str:
    """Say where what was promised stands now."""
    if share.why.withheld:
        return f"不发放 not paid: {in_both('withheld', share.why.withheld)}"
    if not paid:
        return "待支付 when paid"
    return ", ".join(_parts(share)) or "-"


def why_not(each: NotPaid) -> str:
    """Say why somebody is paid nothing: `成本未知 a cost is not known (margin_rate ?)`."""
    measured = f" ({each.measured})" if each.measured else ""
    return f"{in_both('not_paid', each.why)}{measured}"


def left_words(left: Left) -> Iterator[str]:
    """Say what refunds had left of the line's goods, and what is due by the rule on all lines."""
    if left.base != left.of:
        yield f"退款后本行剩余 left of the line after refunds: {left.base}，原 of {left.of}"
    due = short(left.after)
    if left.before != left.after:
        due = f"{short(left.before)} → {due}"
    gone = f", 已没收 forfeited {left.forfeited}" if not is_zero(left.forfeited) else ""
    yield f"该规则各行应得 due by the rule on all lines: {due}{gone}"


def _print_heading(console: Console, said: str) -> None:
    console.print(said, style="bold", markup=False)


def _by_payee(
    shares: Sequence[ExplainedShare],
) -> Iterator[tuple[str, Iterator[ExplainedShare]]]:
    """Give everybody's shares together, in the order in which people first appear."""
    places = {who: place for place, who in reversed(list(enumerate(map(_who, shares))))}
    return groupby(sorted(shares, key=lambda share: places[_who(share)]), key=_who)


def _who(share: ExplainedShare) -> str:
    why = share.why
    return (
        f"{share.payee} · 层级 depth {why.depth} · 等级 level {why.level} · "
        f"关系 relation v{why.relation}"
    )


def _rule(why: Why) -> str:
    kind = f" ({why.kind})" if why.kind != why.rule else ""
    return f"规则 Rule {why.rule}{kind} · {why.form} {why.tax_nature}"


def _promise(share: ExplainedShare, *, paid: bool) -> Iterator[tuple[str, str]]:
    why = share.why
    yield "阶梯 Tier", why.tier or ""
    for band in why.bands:
        yield "档位 Band", band_words(band)
    yield "算法 How", calculation(why)
    yield "应得 Promised", rounded(why.raw, why.rounding_rest, yuan(share.promised_fen))
    yield "现状 Now", standing(share, paid=paid)


def _by_rate(why: Why) -> Iterator[str]:
    whose = f" ({DOWNLINES})" if why.kind == OVERRIDE else ""
    return (f"{product}{whose}" for product in products(why.base, why.rate))


def _fixed(why: Why) -> Iterator[str]:
    if why.sold is not None and why.bought is not None:
        yield f"({why.sold} 售 sold − {why.bought} 进 bought)"
    elif why.per_piece is not None:
        yield f"{why.pieces} × {why.per_piece}"
    elif not is_zero(why.fixed):
        yield why.fixed


def _parts(share: ExplainedShare) -> Iterator[str]:
    amounts = {state: getattr(share, f"{state}_fen") for state in _STATES}
    for state, fen in amounts.items():
        if fen:
            yield f"{yuan(fen)} {state}"
    taken_back = share.promised_fen - sum(amounts.values())
    if taken_back > 0:
        yield f"{yuan(taken_back)} taken back"


def _print_not_paid(console: Console, not_paid: Sequence[NotPaid]) -> None:
    if not_paid:
        _print_heading(console, "没有得到 Not paid")
    for each in not_paid:
        lines = ", ".join(map(str, each.lines)) or "全部 all"
        kind = f" ({each.kind})" if each.kind != each.rule else ""
        who = f"{each.payee} · 层级 depth {each.depth} · 等级 level {each.level}"
        title = f"{who} · 规则 Rule {each.rule}{kind}"
        rows = [("行 Lines", lines), ("阶梯 Tier", each.terms), ("原因 Why", why_not(each))]
        print_card(console, title, rows)


def _print_postings(console: Console, postings: Sequence[ExplainedPosting]) -> None:
    if postings:
        _print_heading(console, "分录 Postings: 金额 amount, 从 from → 到 to")
    for _, entry in groupby(postings, key=lambda each: each.sequence):
        together = list(entry)
        title = f"{written(together[0].at)} {together[0].cause}"
        print_amounts(console, title, [(yuan(each.amount_fen), _moved(each)) for each in together])


def _moved(posting: ExplainedPosting) -> str:
    way = f"{posting.from_account} → {posting.to_account}"
    if posting.why is None:
        return way
    why = posting.why
    rows = [f"{way} · 行 line {posting.line} · {why.rule}"]
    if not is_zero(why.rounding_rest):
        rows.append(rounded(why.raw, why.rounding_rest, yuan(posting.amount_fen)))
    return "\n".join([*rows, *(left_words(why.left) if why.left else ())])
