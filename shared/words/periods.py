"""What people read about awards of periods: what they came to, why a rule pays nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.commission.period_pay import Unpaid
    from shared.domain.periods.awards import AwardCode

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

EVENT: "Mapping[AwardCode, Words]" = {
    "award_given": Words(
        "The award of {period} by the rule {rule} was given: {amount_fen:yuan}.",
        "{period} 的奖励（规则 {rule}）已发放：{amount_fen:yuan}。",
    ),
    "award_not_earned": Words(
        "{period} was evaluated by the rule {rule}: nothing was earned.",
        "{period} 已按规则 {rule} 核算：没有奖励。",
    ),
    "award_raised": Words(
        "The award of {period} by the rule {rule} was raised by {amount_fen:yuan}: what it counts "
        "has changed.",
        "{period} 的奖励（规则 {rule}）补发 {amount_fen:yuan}：计入的业绩有变。",
    ),
    "award_lowered": Words(
        "{amount_fen:yuan} of the award of {period} by the rule {rule} was taken back: what it "
        "counts has changed.",
        "{period} 的奖励（规则 {rule}）扣回 {amount_fen:yuan}：计入的业绩有变。",
    ),
    "award_told_no_more": Words(
        "The award of {period} by the rule {rule} has changed very often; its later changes are "
        "told by its journal alone (/v1/me/awards).",
        "{period} 的奖励（规则 {rule}）变动次数很多；此后的变动只见于其流水（/v1/me/awards）。",
    ),
}

SUBJECT: Mapping[str, Words] = {"period_award": Words("award {id}", "奖励 {id}")}
