"""What people read about a fault of one rule of a plan: what is wrong, and what to write."""

from collections.abc import Mapping

from shared.words.wording import Words

FAULT: Mapping[str, Words] = {
    "marginal_of_sales": Words(
        "a marginal tier pays parts of the sales; measure `sales`",
        "分段累进（marginal）只按销售额分段；请写 `measure: sales`",
    ),
    "marginal_of_subjects_sales": Words(
        "a marginal tier pays parts of the subject's sales; measure those: write `measure: sales` "
        "and `pays_on: subject`",
        "分段累进（marginal）按被考核者的销售额分段；请写 `measure: sales` 与 `pays_on: subject`",
    ),
    "not_looked_up_anew": Words(
        "only rates by bands of sales can be looked up anew; use `booked_rate`",
        "只有按销售额分档（bands）的费率才能在退款时重新查档；请改用 `booked_rate`",
    ),
    "order_is_one_order": Words(
        "one order is always one order; measure sales, pieces or its margin",
        "一笔订单总是一单；请按 sales、pieces 或毛利（profit、margin_rate）分档",
    ),
    "prizes_must_fall": Words(
        "a better place must not get less; name the largest prize first",
        "名次靠前者奖金不得更少；请由大到小排列",
    ),
    "refund_would_raise_all_pieces": Words(
        "a refund would raise what all pieces pay: let the sums rise, or choose `mode: marginal` "
        "or `on_refund: booked_rate`",
        "退款会使全部件数多付：请让每件金额递增，或改用 `mode: marginal` 或 "
        "`on_refund: booked_rate`",
    ),
    "refund_would_raise_later_months": Words(
        "a refund of earlier pieces would raise what later months pay: let the sums rise with "
        "`mode: marginal`, or choose `on_refund: booked_rate`",
        "退回早先的件数会使以后月份多付：请让每件金额递增并用 `mode: marginal`，或改用 "
        "`on_refund: booked_rate`",
    ),
    "refund_would_raise_the_rate": Words(
        "with falling rates a refund would raise the rate; use `booked_rate`",
        "费率递减时，退款会使费率升高；请改用 `booked_rate`",
    ),
    "steps_must_rise": Words(
        "the steps must name rising numbers of pieces, each once",
        "各档的件数（above）须递增且不重复",
    ),
}
