"""What people read about a comparison of plans beside its tables."""

from collections.abc import Mapping

from shared.words.wording import Words

COMPARISON: Mapping[str, Words] = {
    "as_kept": Words("as the orders keep it", "按订单所存"),
    "budget_left_out": Words(
        "The budget of {amount:yuan} a {period} is not applied, the whole cost is shown; beyond "
        "it an order promises no commission and awards are cut.",
        "未计入预算（每 {period} {amount:yuan}），所示为全部费用；实际超出预算后，"
        "订单不再承诺佣金，奖励会减少。",
    ),
    "file": Words("{file}<, {left_out} of 0.00 left out>", "{file}<，0.00 元的 {left_out} 笔未计>"),
    "network_made_up": Words(
        "The file does not tell who brings whom: its network is made up from seed {seed} "
        "({alone} % of the buyers come alone, {joins} % join). The sum and who gets it hang on "
        "that: try other --seed, --alone and --joins, or give orders with their uplines "
        "(fenrun plan compare --help).",
        "文件没有推荐关系：关系网由种子 {seed} 虚拟生成（{alone} % 的客户无人推荐，{joins} % "
        "的客户成为分销员）。总额与得佣人取决于此：请换用 --seed、--alone、--joins 再试，"
        "或提供含上级链的订单（见 fenrun plan compare --help）。",
    ),
    "no_order": Words("There is no order to compare.", "没有可比较的订单。"),
    "paid_in": Words("paid in {period}", "{period} 已付款"),
}
