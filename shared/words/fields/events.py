"""What happened."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "facts": Words("What else is known of it, by name.", "其他已知事实，按名称。"),
    "id": Words(
        "The event's own id: it may come again, always under this.", "事件编号；重复送达时不变。"
    ),
    "Events.next": Words(
        "Never null: keep it and send it as `after`, to get what happens later. Where `items` is "
        "empty, nothing has happened yet: wait, for 10 seconds, say, before you ask again.",
        "永不为 null：请保存，并作为 `after` 发送以获取后续事件。`items` 为空表示暂无新事件：请稍等"
        "（例如 10 秒）再查询。",
    ),
    "EventView.amount_fen": Words(
        "The amount that the reader may know, in fen.", "读者可知的金额（分）。"
    ),
    "EventView.by": Words(
        "Who did it; null: nobody, it came to pass.", "操作者；null 表示自动发生。"
    ),
    "EventView.code": Words("What happened.", "发生之事的代码。"),
    "EventView.order_no": Words(
        "The shop's own number of the order that it is about; null: it gave none, it is about no "
        "order, or the reader is paid by it.",
        "所涉订单的店铺订单号；店铺未提供、与订单无关或读者为收款人时为 null。",
    ),
    "EventView.sequence": Words(
        "Which event of its subject it is, from 1; some may be missing that the reader may not "
        "know.",
        "该对象的第几个事件，从 1 起；读者不可知的会缺号。",
    ),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "EventView.code": "event",
}

TAG: Mapping[str, Words] = {
    "events": Words(
        "What happened, in the order in which it arrived: for storefronts, payees and staff.",
        "事件流：按到达顺序，供店铺、收款人与员工读取。",
    ),
}
