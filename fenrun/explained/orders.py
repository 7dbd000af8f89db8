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
from shared.words.explained import label

OVERRIDE = "override"
_STATES = ("pending", "arriving", "held", "released", "forfeited")


def print_explanation(console: Console, explained: Explanation) -> None:
    """Print who is promised what and why, who is not, then everything that moved."""
    status = f"{explained.status} · {label('plan')} {explained.plan}"
    _print_heading(console, f"{label('order')} {explained.order_id} · {status}")
    if not explained.shares:
        console.print(label("no_commission"))
        if explained.nobody_because:
            console.print(in_both("nobody_promised", explained.nobody_because))
    for who, shares in _by_payee(explained.shares):
        _print_heading(console, who)
        for share in shares:
            title = f"{label('line')} {share.line} {share.sku} · {_rule(share.why)}"
            print_card(console, title, _promise(share, explained))
    if explained.shares:
        console.print(_legend(), style="dim")
    _print_not_paid(console, explained.not_paid)
    _print_postings(console, explained.postings)


def calculation(why: Why) -> str:
    """Write how a raw amount came about: `100.00 × 10.00% + 2 × 1.50 − 0.50`."""
    sums = " + ".join([*_by_rate(why), *_fixed(why)]) or "0.00"
    return sums if is_zero(why.cut) else f"{sums} − {short(why.cut)} {label('limit')}"


def standing(share: ExplainedShare, *, paid: bool, cancelled: bool = False) -> str:
    """Say where what an order promised stands now."""
    if share.why.withheld:
        return f"{label('withheld')}: {in_both('withheld', share.why.withheld)}"
    if not paid:
        return label("never_paid") if cancelled else label("when_paid")
    return ", ".join(_parts(share)) or "-"


def why_not(each: NotPaid) -> str:
    """Say why somebody is paid nothing: `a cost is not known (margin_rate ?)`."""
    measured = f" ({each.measured})" if each.measured else ""
    return f"{in_both('not_paid', each.why)}{measured}"


def left_words(left: Left) -> Iterator[str]:
    """Say what refunds had left of the line's goods, and what is due by the rule on all lines."""
    if left.base != left.of:
        yield f"{label('left_of_line')}: {left.base}，{label('of_before')} {left.of}"
    due = short(left.after)
    if left.before != left.after:
        due = f"{short(left.before)} → {due}"
    gone = "" if is_zero(left.forfeited) else f", {label('forfeited_already')} {left.forfeited}"
    yield f"{label('due_on_all_lines')}: {due}{gone}"


def _legend() -> str:
    return " · ".join(in_both("share_state", state) for state in (*_STATES, "taken_back"))


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
    relation = f"{label('relation')} v{why.relation}"
    return f"{_at(share.payee, why.depth, why.level)} · {relation}"


def _at(payee: str, depth: int, level: str) -> str:
    return f"{payee} · {label('depth')} {depth} · {label('level')} {level}"


def _rule(why: Why) -> str:
    kind = f" ({why.kind})" if why.kind != why.rule else ""
    return f"{label('rule')} {why.rule}{kind} · {why.form} {why.tax_nature}"


def _promise(share: ExplainedShare, of: Explanation) -> Iterator[tuple[str, str]]:
    why = share.why
    yield label("tier"), why.tier or ""
    for band in why.bands:
        yield label("band"), band_words(band)
    yield label("how"), calculation(why)
    yield label("promised"), rounded(why.raw, why.rounding_rest, yuan(share.promised_fen))
    paid, cancelled = of.paid_at is not None, of.status == "cancelled"
    yield label("now"), standing(share, paid=paid, cancelled=cancelled)


def _by_rate(why: Why) -> Iterator[str]:
    whose = f" ({label('of_downlines')})" if why.kind == OVERRIDE else ""
    return (f"{product}{whose}" for product in products(why.base, why.rate))


def _fixed(why: Why) -> Iterator[str]:
    if why.sold is not None and why.bought is not None:
        yield f"({why.sold} {label('sold')} − {why.bought} {label('bought')})"
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
        _print_heading(console, label("not_paid"))
    for each in not_paid:
        lines = ", ".join(map(str, each.lines)) or label("all")
        kind = f" ({each.kind})" if each.kind != each.rule else ""
        who = _at(each.payee, each.depth, each.level)
        title = f"{who} · {label('rule')} {each.rule}{kind}"
        rows = [
            (label("lines"), lines),
            (label("tier"), each.terms),
            (label("why"), why_not(each)),
        ]
        print_card(console, title, rows)


def _print_postings(console: Console, postings: Sequence[ExplainedPosting]) -> None:
    if postings:
        way = f"{label('from')} → {label('to')}"
        _print_heading(console, f"{label('postings')}: {label('amount')}, {way}")
    for _, entry in groupby(postings, key=lambda each: each.sequence):
        together = list(entry)
        title = f"{written(together[0].at)} {together[0].cause}"
        print_amounts(console, title, [(yuan(each.amount_fen), _moved(each)) for each in together])


def _moved(posting: ExplainedPosting) -> str:
    way = f"{posting.from_account} → {posting.to_account}"
    if posting.why is None:
        return way
    why = posting.why
    rows = [f"{way} · {label('line_of_posting')} {posting.line} · {why.rule}"]
    if not is_zero(why.rounding_rest):
        rows.append(rounded(why.raw, why.rounding_rest, yuan(posting.amount_fen)))
    return "\n".join([*rows, *(left_words(why.left) if why.left else ())])
