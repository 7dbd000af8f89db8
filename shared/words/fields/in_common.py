"""Fields, paths and queries that mean the same wherever they stand."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "amount_fen": Words("The amount in fen.", "金额（分）。"),
    "at": Words("When it happened.", "发生时间。"),
    "by": Words("Who did it, by id.", "操作者编号。"),
    "buyer": Words("The buyer's id at the shop.", "客户在店铺中的编号。"),
    "command_id": Words(
        "The id of the command, under which it stands in the history.", "命令编号，见于历史记录。"
    ),
    "detail": Words("What happened and what to do next.", "发生了什么，以及如何处理。"),
    "detail_en": Words(
        "The same in English, where Chinese is preferred.", "英文说明，请求偏好中文时给出。"
    ),
    "detail_zh": Words("The same in Chinese.", "中文说明。"),
    "distributor": Words("The distributor's id.", "分销员编号。"),
    "evidence": Words("Where the evidence is found.", "证据所在。"),
    "form": Words("In which form it is paid.", "支付形式。"),
    "items": Words("What the page holds.", "本页内容。"),
    "kind": Words("Of which kind it is.", "类型。"),
    "level": Words("The distributor's level.", "分销员等级。"),
    "line": Words(
        "The number of the line in the order, null: none in particular.",
        "订单行号；null 表示不限于某行。",
    ),
    "lines": Words("The numbers of the lines in the order.", "订单行号。"),
    "message": Words("The same in a sentence.", "以一句话说明。"),
    "message_zh": Words("The sentence in Chinese.", "中文说明。"),
    "next": Words(
        "Where the next page begins: send it as `after`; null at the end.",
        "下一页的起点，作为 `after` 发送；末页为 null。",
    ),
    "order_id": Words("The order's id.", "订单编号。"),
    "payee": Words("Who is paid, a distributor's id.", "收款人，即分销员编号。"),
    "period": Words(
        "A month, quarter or year: `2025-03`, `2025-Q1`, `2025`.",
        "月、季或年：`2025-03`、`2025-Q1`、`2025`。",
    ),
    "reason": Words("Why; kept for ever.", "原因，永久保留。"),
    "recorded_at": Words("When we came to know of it.", "记录时间。"),
    "sku": Words("The product's number at the shop.", "店铺的商品编号。"),
    "subject": Words(
        "What it is about, like `order/ID`, `distributor/ID` or `settlement/2025-03`.",
        "所涉对象，如 `order/ID`、`distributor/ID`、`settlement/2025-03`。",
    ),
    "tax_nature": Words("What it is for the tax office.", "税务性质。"),
    "transaction": Words("The number of the money's transfer.", "资金流水号。"),
    "version": Words(
        "How often it has been changed: send the version that you saw.",
        "版本号；请发送所见的版本。",
    ),
    "{distributor_id}": Words("The distributor's id.", "分销员编号。"),
    "{number}": Words("The version's number.", "版本号。"),
    "{order_id}": Words("The order's id, as it was answered.", "订单编号，以响应为准。"),
    "{period}": Words(
        "A month, quarter or year: `2025-03`, `2025-Q1`, `2025`.",
        "月、季或年：`2025-03`、`2025-Q1`、`2025`。",
    ),
    "?after": Words("Where the page before ended: its `next`.", "上一页的 `next`。"),
    "?at": Words(
        "A day (as it ended in Shanghai) or an instant; now where it is left out.",
        "日期（上海当日结束时）或时刻；不填为当前。",
    ),
}
