"""What people read about any command: problems that more than one room has."""

from collections.abc import Mapping

from shared.words.wording import ProblemWords, Words

PROBLEMS: Mapping[str, ProblemWords] = {
    "amount_mismatch": ProblemWords(
        422,
        Words("The amounts differ", "金额不一致"),
        Words(
            "An amount is not what is due, or not what was agreed.",
            "金额与应付或约定的金额不一致。",
        ),
        Words(
            "Compare both amounts and send, or pay, the right one.",
            "请核对两个金额，并按正确金额提交或付款。",
        ),
    ),
    "amount_zero": ProblemWords(
        422,
        Words("The amount is zero", "金额为零"),
        Words("Nothing would be paid, refunded or ordered.", "没有可付款、可退款或可下单的金额。"),
        Words("Send an amount above 0.00.", "请填写大于 0.00 的金额。"),
    ),
    "idempotency_conflict": ProblemWords(
        422,
        Words("The key was used with another body", "幂等键已用于其他请求"),
        Words(
            "An Idempotency-Key stands for one request of a caller to one path, for ever; the body "
            "is compared byte by byte. An order with an `order_no` is known by its number instead.",
            "一个 Idempotency-Key 永远只对应同一调用方对同一路径的一个请求，请求体逐字节比较；"
            "带 `order_no` 的订单改以订单号识别。",
        ),
        Words(
            "Send the first request again unchanged, or use a new key.",
            "请原样重发首次请求，或使用新的幂等键。",
        ),
    ),
    "illegal_transition": ProblemWords(
        409,
        Words("Not possible in this state", "当前状态不允许此操作"),
        Words(
            "What the command is about is not where it would have to be.",
            "操作对象目前的状态不允许此操作。",
        ),
        Words(
            "Read it again; the detail says what is possible instead.",
            "请重新查询；detail 说明可改为何种操作。",
        ),
    ),
    "invalid": ProblemWords(
        422,
        Words("Invalid request", "请求无效"),
        Words(
            "The request can be read, but the rules, the plan or the policy do not allow it.",
            "请求可以读取，但规则、方案或政策不允许。",
        ),
        Words("Correct what the detail names.", "请更正 detail 所指之处。"),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "idempotency_conflict": {
        "key_of_another_request": Words(
            "This Idempotency-Key was used for another request; use a new key for a new request.",
            "此 Idempotency-Key 已用于其他请求；新请求请使用新的幂等键。",
        ),
    },
    "invalid": {
        "after_outside_period": Words(
            "`after` lies outside {period}; send what `next` said.",
            "`after` 不在 {period} 之内；请使用上一页的 `next`。",
        ),
        "no_next_of_an_answer": Words(
            "Send `after` as it was given to you: the `next` of an answer.",
            "`after` 须原样使用上一页给出的 `next`。",
        ),
        "no_period_name": Words(
            "A period looks like 2025-03, 2025-Q1 or 2025; correct its name.",
            "周期的写法如 2025-03、2025-Q1 或 2025；请更正。",
        ),
        "too_many_days": Words(
            "Name a person or a subject, or ask for at most {max_days} days at once.",
            "请指定操作人或对象，或将查询范围缩短至 {max_days} 天以内。",
        ),
        "too_large_to_store": Words(
            "What is to be stored would take {bytes} bytes, and {max_bytes} is the most; say less "
            "in one document, or in one order.",
            "需要存储 {bytes} 字节，上限 {max_bytes} 字节；请减少单个文档或单笔订单的内容。",
        ),
    },
}
