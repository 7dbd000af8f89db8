"""Awards of periods for people: what was counted, which terms it met, where it stands.

Headings in both languages; amounts are yuan.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console

from fenrun.terminal.cards import print_card
from fenrun.terminal.times import written
from shared.domain.money import yuan
from shared.domain.periods.award_explanation import AwardWhy
from shared.domain.periods.award_lines import AwardLine, AwardPosting
from shared.words.catalogue import in_both
from shared.words.exact_words import band_words, is_zero, products, rounded, short
from shared.words.explained import label

_STATES = ("held", "released", "forfeited")


def print_awards(console: Console, awards: Sequence[AwardLine]) -> None:
    """Print who is awarded what and why, and where that stands."""
    if not awards:
        console.print(label("no_award"))
        return
    console.print(label("awards"), style="bold")
    for award in awards:
        print_card(console, _title(award), _rows(award))


def award_calculation(why: AwardWhy) -> str:
    """Write how an award came about: `5000.00 × 15.00% + 1.00 − 0.50`, or why there is none."""
    if why.place and why.unpaid:
        return f"{label('lost_place', place=why.place)}: 0.00"
    place = f"{label('place', place=why.place)}: " if why.place else ""
    sums = " + ".join([*_by_rate(why), *_fixed(why)]) or "0.00"
    less = [
        f" − {short(each)} {said}"
        for each, said in (
            (why.cut, label("limit")),
            (why.on_account, label("on_account")),
            (why.budget_cut, label("over_budget")),
        )
        if not is_zero(each)
    ]
    return "".join([place, sums, *less])


def counted(why: AwardWhy) -> str:
    """Write what was counted: `1000.00 · 2 orders · 3 pieces`, the profit where it is known."""
    tally = why.counted
    said = [
        tally.sales,
        f"{tally.orders} {label('orders_counted')}",
        f"{tally.pieces} {label('pieces_counted')}",
    ]
    if why.pieces_before:
        said.append(f"{label('before')} {why.pieces_before}")
    if tally.profit is not None:
        said.append(f"{label('profit')} {tally.profit}")
    return " · ".join(said)


def _title(award: AwardLine) -> str:
    why = award.why
    kind = f" ({why.kind})" if why.rule != why.kind else ""
    about = f"{label('rule')} {why.rule}{kind} · {label('level')} {why.level}"
    return f"{award.payee} · {label('period')} {why.period} · {about}"


def _rows(award: AwardLine) -> Iterator[tuple[str, str]]:
    why = award.why
    yield label("plan"), f"{why.plan} · {why.form} {why.tax_nature}"
    yield label("evaluated"), _evaluated(award)
    yield label("counted"), counted(why)
    yield label("terms"), why.terms
    for band in why.bands:
        yield label("band"), band_words(band)
    yield label("why_none"), _why_none(why)
    yield label("how"), award_calculation(why)
    yield label("due"), rounded(why.raw, why.rounding_rest, yuan(award.target_fen))
    yield label("now"), ", ".join(_standing(award)) or "-"
    for posting in award.postings:
        yield label("posting"), _posted(posting)


def _evaluated(award: AwardLine) -> str:
    at = written(award.evaluated_at) if award.evaluated_at else "-"
    if award.reevaluation_due_at is None:
        return at
    return f"{at}, {label('reevaluated_at')} {written(award.reevaluation_due_at)}"


def _why_none(why: AwardWhy) -> str:
    if why.unpaid:
        return in_both("unpaid", why.unpaid)
    return "" if why.qualified else label("not_qualified")


def _by_rate(why: AwardWhy) -> Iterator[str]:
    found = list(products(why.base, why.rate))
    if why.kept and len(found) > 1:
        yield f"({' + '.join(found)}) × {why.kept.base}/{why.kept.of_base}"
    else:
        yield from found


def _fixed(why: AwardWhy) -> Iterator[str]:
    """Write the fixed sum: of all pieces less what is paid of them already, or of what is kept."""
    if why.kept and not is_zero(why.kept.fixed):
        yield f"{why.kept.fixed} × {why.kept.measure}/{why.kept.of_measure}"
    elif why.bands and why.bands[0].pieces is not None:
        paid = f"{why.with_orders} {label('with_orders')}"
        earlier = "" if is_zero(why.earlier) else f" − {why.earlier} {label('earlier')}"
        pieces = " + ".join(f"{band.pieces} × {band.per_piece}" for band in why.bands)
        yield f"({pieces} − {paid}{earlier})"
    elif not is_zero(why.fixed):
        yield why.fixed


def _standing(award: AwardLine) -> Iterator[str]:
    for state in _STATES:
        if fen := getattr(award, f"{state}_fen"):
            yield f"{yuan(fen)} {state}"


def _posted(posting: AwardPosting) -> str:
    why, way = posting.why, f"{posting.from_account} → {posting.to_account}"
    exact = rounded(why.raw, why.rounding_rest, yuan(posting.amount_fen))
    since = f", {label('before')} {short(why.before)}" if why.before else ""
    return f"{written(posting.at)} {posting.cause}: {way}\n{exact}{since}"
