"""What people read about lists: their filters, and the places that they go on from."""

from collections.abc import Mapping

from shared.words.wording import ProblemWords, Words

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
    "invalid": {
        "span_too_long": Words(
            "Ask for at most {max_days} days at once.", "请将查询范围缩短至 {max_days} 天以内。"
        ),
    },
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

FIELD_FAULT: Mapping[str, Words] = {
    "begins_behind_its_end": Words(
        "it lies behind `to`; expected an instant before it", "须早于 `to`"
    ),
    "no_such_filter": Words(
        "nothing of that name is asked here; there is {allowed:listed}",
        "没有该查询参数；可用：{allowed:listed}",
    ),
    "not_one_of": Words("expected one of {allowed:listed}", "可选值：{allowed:listed}"),
    "storefront_too": Words(
        "say the `storefront`, too: each has numbers of its own",
        "须同时给出 `storefront`：各店铺单号各自独立",
    ),
    "too_long": Words("expected at most {longest} characters", "最多 {longest} 个字符"),
}
"""What is wrong with a filter."""
