"""Webhooks: endpoints, secrets, deliveries."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "event_id": Words(
        "The event's id, which the webhook bears, too.", "事件编号，亦即 Webhook 编号。"
    ),
    "failing_since": Words(
        "Since when it takes nothing; null: it fares well.", "自何时起未能送达；null 表示正常。"
    ),
    "fault": Words("Why the last try failed; null: it did not.", "最近一次失败的原因；null 为无。"),
    "kinds": Words(
        "The kinds of events that it wants, `order.paid` or `order.*`; none: all.",
        "所订阅的事件类型，如 `order.paid` 或 `order.*`；空为全部。",
    ),
    "next_try_at": Words(
        "When it is tried next; null: not by itself.", "下次尝试的时间；null 表示不再自动尝试。"
    ),
    "old_until": Words(
        "Until when the old secret signs too; null: there is none.",
        "旧密钥同时签名的截止时间；null 表示没有旧密钥。",
    ),
    "quiet_until": Words(
        "Until when it is left in peace; null: it is not.", "暂歇的截止时间；null 表示未暂歇。"
    ),
    "replay": Words("Its latest replay; null: there was none.", "最近一次重放；null 表示没有。"),
    "secret": Words(
        "The secret that signs, told in this answer alone.", "签名密钥，仅在此响应中给出。"
    ),
    "sent": Words("How many were taken so far.", "已送达数量。"),
    "tried_at": Words(
        "When it was tried last; null: not yet.", "最近一次尝试的时间；null 为尚未。"
    ),
    "tries": Words("How often it was tried.", "已尝试次数。"),
    "webhook_id": Words("The endpoint's id.", "Webhook 编号。"),
    "DeliveryView.recorded_at": Words("When the event was written down.", "事件记录时间。"),
    "DeliveryView.state": Words(
        "Whether it is to be tried, kept for a replay, delivered, or a dead letter.",
        "待投递、保留待重放、已送达或投递失败。",
    ),
    "DeliveryView.status": Words(
        "The status that the endpoint answered last; null: none.",
        "对方最近一次返回的状态码；null 表示没有应答。",
    ),
    "DeliveryView.type": Words("The kind of the event.", "事件类型。"),
    "FaringView.storefront": Words(
        "It is told what this storefront may know; null: all of it.",
        "可收到该店铺可知的事件；null 表示全部。",
    ),
    "ReplayView.every": Words(
        "Whether what was delivered before goes, too.", "是否包括此前已送达的。"
    ),
    "ReplayView.reached": Words(
        "When the last event that it has come to was written down; go on with a full one here.",
        "已处理到的事件的记录时间；达到上限后，从此时间继续重放。",
    ),
    "ReplayView.since": Words("From which event time on.", "事件的起始时间。"),
    "ReplayView.state": Words("How far it has come.", "重放状态。"),
    "ReplayView.until": Words("Up to which event time.", "事件的截止时间。"),
    "StartReplay.every": Words(
        "True: also what was delivered before.", "true 表示包括此前已送达的。"
    ),
    "StartReplay.since": Words(
        "From when on events are sent again; 90 days ago at the earliest.",
        "自何时起的事件重新发送；最早为 90 天前。",
    ),
    "Subscribe.storefront": Words(
        "The operator's to say: tell it what this storefront may know; null: all of it.",
        "由运营填写：可收到该店铺可知的事件；null 表示全部。",
    ),
    "WebhookView.storefront": Words(
        "It is told what this storefront may know; null: all of it.",
        "可收到该店铺可知的事件；null 表示全部。",
    ),
    "Subscribe.url": Words("The https address to send to.", "接收地址，须为 https。"),
    "WebhookView.url": Words("The https address to send to.", "接收地址，须为 https。"),
    "FaringView.url": Words("The https address to send to.", "接收地址，须为 https。"),
    "WebhookView.created_at": Words("When it was subscribed.", "订阅时间。"),
    "FaringView.created_at": Words("When it was subscribed.", "订阅时间。"),
    "WebhookView.status": Words("Whether it is sent anything.", "启用、暂停、停用或取消。"),
    "FaringView.status": Words("Whether it is sent anything.", "启用、暂停、停用或取消。"),
    "?event": Words("The delivery of this event alone, by its id.", "仅此事件的投递，按事件编号。"),
    "list_deliveries?from": Words(
        "A day (as it begins in Shanghai) or an instant; earlier events are left out.",
        "日期（上海当日开始时）或时刻；不含更早的事件。",
    ),
    "list_deliveries?state": Words("Those in this state alone.", "仅此状态的投递。"),
    "list_deliveries?to": Words(
        "A day (as it ends in Shanghai) or an instant; later events are left out.",
        "日期（上海当日结束时）或时刻；不含更晚的事件。",
    ),
    "{webhook_id}": Words("The endpoint's id.", "Webhook 编号。"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "DeliveryView.fault": "delivery_fault",
    "DeliveryView.state": "delivery_state",
    "FaringView.status": "webhook_status",
    "ReplayView.state": "replay_state",
    "WebhookView.status": "webhook_status",
    "list_webhooks?state": "webhook_status",
    "list_deliveries?state": "delivery_state",
}

TAG: Mapping[str, Words] = {
    "webhooks": Words(
        "Endpoints that are told what happens, and what became of deliveries.",
        "Webhook：接收事件的端点及投递情况。",
    ),
}
