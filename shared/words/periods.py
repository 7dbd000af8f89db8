"""What people read about awards of periods: why a rule pays nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.commission.period_pay import Unpaid

UNPAID: "Mapping[Unpaid, Words]" = {
    "nothing_counted": Words("nothing counts", "没有销售"),
    "cost_unknown": Words("a cost is not known", "成本未知"),
    "band_not_reached": Words("the first band is not reached", "未达到第一档"),
    "band_pays_nothing": Words("the band that is reached pays nothing", "该档比例为零"),
    "condition_not_met": Words("no condition is met", "条件未满足"),
    "step_not_reached": Words("no step beyond what the orders paid", "未达到下一档"),
    "no_place": Words("no place with a prize", "没有名次"),
    "level_not_paid": Words("the rule is for other levels", "等级不适用"),
    "conduct": Words("a recent violation", "期内有违规"),
}
