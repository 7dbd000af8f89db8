"""What people read about lists: their filters, and the places that they go on from."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.orders.return_items import ItemState
    from shared.domain.payouts.settlements import SettlementState

PROBLEMS: Mapping[str, ProblemWords] = {
    "invalid_cursor": ProblemWords(
        422,
        Words("No place of this list", "翻页位置无效"),
        Words(
            "`after` is a `next` of the same list: same path, same filters, same caller.",
            "`after` 须为同一列表（同一路径、筛选条件与调用者）给出的 `next`。",
        ),
        Words(
            "Send `next` as the page before gave it, or begin anew without `after`.",
            "请原样发送上一页的 `next`，或去掉 `after` 从头读起。",
        ),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "invalid_cursor": {
        "not_signed_here": Words(
            "`after` is no `next` of ours, or an old one: begin anew without it.",
            "`after` 不是系统给出的 `next`，或已失效；请去掉它从头读起。",
        ),
        "of_another_question": Words(
            "`after` is the `next` of another list, of other filters or for another caller: send "
            "the same question as before, or begin anew without it.",
            "`after` 属于其他列表、其他筛选条件或其他调用者；请按原条件查询，或去掉它从头读起。",
        ),
    },
}

LISTED: Mapping[str, Words] = {
    "late": Words("late", "超时未发货"),
    "since": Words("since {since}: more by --from", "仅列 {since} 以来的，更早的请加 --from"),
    "more": Words("more follow: --all", "还有更多，加 --all 全部列出"),
    "no_file": Words(
        "{file} cannot be written ({fault}): name a file in a folder that is there",
        "无法写入 {file}（{fault}）：请指定已有文件夹中的文件",
    ),
    "nothing": Words("nothing is found", "没有找到"),
    "payees": Words("payees", "位收款人"),
}
"""What the terminal says of lists."""

LIST_NOTE: Mapping[str, Words] = {
    "pages": Words(
        "A page may be short, even empty, and still have a `next`. As CSV where `Accept` prefers "
        "`text/csv`.",
        "一页可能较短甚至为空而仍有 `next`。`Accept` 偏好 `text/csv` 时返回 CSV。",
    ),
}
"""What the API's description says of every list."""

SETTLEMENT_STATE: "Mapping[SettlementState, Words]" = {
    "proposals": Words("being counted", "计算中"),
    "approval": Words("to be approved by finance", "待财务批准"),
    "payment": Words("opening its payouts", "生成打款单"),
    "closed": Words("payouts opened", "已生成打款单"),
    "refused": Words("refused or taken back, nobody was paid", "已驳回或撤回，未打款"),
    "empty": Words("nobody to pay", "无人可付"),
}

ITEM_STATE: "Mapping[ItemState, Words]" = {
    "asked": Words("asked", "已申请"),
    "received": Words("received", "已收货"),
    "awaiting_refund": Words("to be refunded", "待退款"),
    "awaiting_replacement": Words("to be replaced", "待换货"),
    "lapsed": Words("lapsed", "已失效"),
    "rejected": Words("rejected", "已拒绝"),
    "refunded": Words("refunded", "已退款"),
    "replaced": Words("replaced", "已换货"),
}

FIELD_FAULT: Mapping[str, Words] = {
    "begins_behind_its_end": Words(
        "it lies behind `to`; expected an instant before it", "须早于 `to`"
    ),
    "begins_in_the_future": Words(
        "it lies in the future: business time is {now}", "晚于当前业务时间 {now}"
    ),
    "filter_empty": Words(
        "it is empty: say what is looked for, or leave it out", "不能为空：请填写，或去掉该参数"
    ),
    "filter_twice": Words(
        "it is sent twice: send it once, and ask once more for another value",
        "重复给出：请只写一次，其他取值请另行查询",
    ),
    "no_filters": Words(
        "nothing is asked here beside the path: leave it out", "此接口没有查询参数：请去掉"
    ),
    "no_such_filter": Words(
        "nothing of that name is asked here; there is {allowed:listed}",
        "没有该查询参数；可用：{allowed:listed}",
    ),
    "not_one_of": Words("expected one of {allowed:listed}", "可选值：{allowed:listed}"),
    "storefront_missing": Words(
        "say whose number it is: each storefront has numbers of its own",
        "请给出店铺编号：各店铺单号各自独立",
    ),
    "storefront_unknown": Words(
        "nothing has happened at a storefront {storefront} so far: its id is the one that orders "
        "show, not that of its key",
        "店铺 {storefront} 尚无任何业务：店铺编号即订单上所示，并非其密钥编号",
    ),
    "too_long": Words("expected at most {longest} characters", "最多 {longest} 个字符"),
}
"""What is wrong with a filter."""
