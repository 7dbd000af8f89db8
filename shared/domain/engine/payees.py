"""Who is really paid what he earns, as he is when the order is created.

Source: rules.md, Depth and People; A117.
"""

from collections.abc import Callable

from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import OrderFacts


def who_is_paid(facts: OrderFacts) -> Callable[[Earning], bool]:
    """Tell by earning whether its payee is paid it: an active upline, or an agent who trades.

    An agent trades with his grade, whether or not he qualifies for commission as an upline.
    """
    picker = (facts.picker,) if facts.picker else ()
    qualifies = {person.id: person.active for person in (*picker, *facts.chain)}
    trades = {agent.id: agent.active for agent in facts.agents}

    def is_paid(earning: Earning) -> bool:
        return (trades if earning.trade else qualifies)[earning.payee]

    return is_paid
