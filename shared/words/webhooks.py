"""What people read about webhooks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.webhooks.deliveries import DeliveryState, Fault
    from shared.domain.webhooks.replays import ReplayState
    from shared.domain.webhooks.webhooks import GivenUp, WebhookCode, WebhookStatus

PROBLEMS: Mapping[str, ProblemWords] = {
    "no_such_event_kind": ProblemWords(
        422,
        Words("No such kind of event", "事件类型不存在"),
        Words("An endpoint can only want events that there are.", "只能订阅已有的事件类型。"),
        Words(
            "Send kinds like order.paid or order.*, as docs/event-types.md lists them; none for "
            "all.",
            "请发送 docs/event-types.zh-CN.md 所列的类型，如 order.paid 或 order.*；不填则为全部。",
        ),
    ),
    "unknown_webhook": ProblemWords(
        404,
        Words("No such webhook", "Webhook 不存在"),
        Words("There is no endpoint of that id.", "没有该编号的 Webhook。"),
        Words("List the endpoints and send the id of one.", "请查看列表并使用其中的编号。"),
    ),
}

FAULT: Mapping[str, Words] = {
    "no_event_kind": Words(
        "{written} is no kind of event: write one like order.paid, order.* for all about orders, "
        "or leave `kinds` out for everything",
        "{written} 不是事件类型：应如 order.paid；order.* 为订单的全部事件；不填 `kinds` 则为全部",
    ),
}
"""What is wrong with what an endpoint is to be told."""

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "forbidden": {
        "of_another_storefront": Words(
            "A storefront subscribes for itself alone; leave `storefront` out.",
            "店铺只能为自己订阅；请不要填写 `storefront`。",
        ),
    },
    "illegal_transition": {
        "replay_is_running": Words(
            "A replay of this endpoint is under way; read how far it has come, and ask again "
            "behind it.",
            "该 Webhook 正在重放；请查看进度，待其结束后再试。",
        ),
        "too_many_webhooks": Words(
            "There may be {most} endpoints at a time; end one that is not needed.",
            "同时最多 {most} 个 Webhook；请先取消不用的。",
        ),
        "webhook_has_ended": Words(
            "This endpoint has ended; subscribe a new one.",
            "该 Webhook 已取消；请重新订阅。",
        ),
        "webhook_not_active": Words(
            "This endpoint is {is_now:webhook_status}; resume it first.",
            "该 Webhook {is_now:webhook_status}；请先恢复。",
        ),
    },
    "invalid": {
        "replay_in_future": Words(
            "A replay begins in the past; it is {now} now: send an earlier `since`.",
            "重放须从过去的时间开始；现在是 {now}：请填写更早的 `since`。",
        ),
        "replay_too_old": Words(
            "A replay goes back {days} days: begin at {earliest} or later, and read what is older "
            "from `GET /v1/events`.",
            "重放最多追溯 {days} 天：请自 {earliest} 之后开始；更早的请从 `GET /v1/events` 读取。",
        ),
        "url_name_unknown": Words(
            "The name {host} has no address; check the URL, or wait until the DNS knows it.",
            "域名 {host} 无法解析；请检查网址，或待 DNS 生效后再试。",
        ),
        "url_not_https": Words(
            "Webhooks go by https alone; send a URL that begins with https://.",
            "Webhook 仅支持 https；请发送以 https:// 开头的网址。",
        ),
        "url_not_public": Words(
            "The name {host} leads to an address that is not of the public internet; name an "
            "endpoint that is.",
            "域名 {host} 指向非公网地址；请使用公网可达的地址。",
        ),
        "url_of_laptop": Words(
            "On a laptop webhooks go to this machine by one spelling; send {url}.",
            "本机运行时，发往本机的 Webhook 只有一种写法；请发送 {url}。",
        ),
        "url_port": Words(
            "Webhooks go to the ports {ports}; send a URL with one of them.",
            "Webhook 只发往端口 {ports}；请使用其中之一。",
        ),
        "url_unfit": Words(
            "This is no URL that a webhook can be sent to; send one like "
            "https://shop.example/hooks, of at most {longest} visible ASCII characters, without "
            "a fragment.",
            "网址无效；请发送如 https://shop.example/hooks 的网址，"
            "最多 {longest} 个可见 ASCII 字符，不含 #。",
        ),
        "url_with_credentials": Words(
            "The URL holds a user or a password, which would be kept and shown; leave out what "
            "stands before the @: the signature says who we are.",
            "网址中含用户名或密码，会被保存和显示；请删去 @ 及之前的部分：签名即可证明来源。",
        ),
        "url_without_name": Words(
            "Webhooks go to names of the public DNS, not to addresses; send a URL like "
            "https://shop.example/hooks.",
            "Webhook 只发往公网域名，不支持 IP 地址；请发送如 https://shop.example/hooks 的网址。",
        ),
    },
    "no_such_event_kind": {
        "no_such_kind": Words(
            "There is no kind of event {kind}; docs/event-types.md lists them all.",
            "没有事件类型 {kind}；全部类型见 docs/event-types.zh-CN.md。",
        ),
        "not_told_to_storefronts": Words(
            "No storefront is told of {kind}; send kinds that docs/event-types.md marks for shops.",
            "店铺不会收到 {kind}；请发送 docs/event-types.zh-CN.md 中标为店铺可见的类型。",
        ),
    },
    "unknown_webhook": {
        "no_such_webhook": Words(
            "There is no endpoint {webhook}; list those there are at /v1/webhooks.",
            "没有 Webhook {webhook}；请在 /v1/webhooks 查看。",
        ),
    },
}

OPERATION: Mapping[str, Words] = {
    "subscribe_webhook": Words(
        "{who} subscribed {subject:subject}.", "{who} 订阅 {subject:subject}。"
    ),
    "rotate_webhook_secret": Words(
        "{who} had a new secret sign for {subject:subject}.",
        "{who} 更换 {subject:subject} 的签名密钥。",
    ),
    "pause_webhook": Words("{who} paused {subject:subject}.", "{who} 暂停 {subject:subject}。"),
    "resume_webhook": Words("{who} resumed {subject:subject}.", "{who} 恢复 {subject:subject}。"),
    "end_webhook": Words("{who} ended {subject:subject}.", "{who} 取消 {subject:subject}。"),
    "ping_webhook": Words("{who} tried {subject:subject} out.", "{who} 测试 {subject:subject}。"),
    "replay_webhook": Words(
        "{who} had {subject:subject} told again what it missed.",
        "{who} 向 {subject:subject} 重放事件。",
    ),
}

SUBJECT: Mapping[str, Words] = {"webhook": Words("webhook {id}", "Webhook 端点 {id}")}

EVENT: "Mapping[WebhookCode, Words]" = {
    "webhook_subscribed": Words("The endpoint was subscribed.", "Webhook 已订阅。"),
    "webhook_paused": Words("The endpoint was paused.", "Webhook 已暂停。"),
    "webhook_resumed": Words("The endpoint was resumed.", "Webhook 已恢复。"),
    "webhook_secret_rotated": Words(
        "A new secret signs; the old one signs too for 24 hours.",
        "签名密钥已更换；旧密钥 24 小时内仍同时签名。",
    ),
    "webhook_disabled": Words(
        "The endpoint was disabled<: {why:webhook_given_up}>. What happens is kept: resume it, "
        "then replay.",
        "Webhook 已停用<：{why:webhook_given_up}>。期间事件均已保留：恢复后请重放。",
    ),
    "webhook_ended": Words("The endpoint was ended.", "Webhook 已取消。"),
}

WEBHOOK_GIVEN_UP: "Mapping[GivenUp, Words]" = {
    "failing": Words("it has taken nothing for five days", "连续五天未能送达"),
    "gone": Words("it answered 410 Gone", "对方返回 410 Gone"),
}

WEBHOOK_STATUS: "Mapping[WebhookStatus, Words]" = {
    "active": Words("active", "启用"),
    "paused": Words("paused", "已暂停"),
    "disabled": Words("disabled", "已停用"),
    "ended": Words("ended", "已取消"),
}

DELIVERY_STATE: "Mapping[DeliveryState, Words]" = {
    "pending": Words("to be tried", "待投递"),
    "held": Words("kept for a replay", "保留待重放"),
    "delivered": Words("delivered", "已送达"),
    "dead": Words("dead letter", "投递失败"),
}

DELIVERY_FAULT: "Mapping[Fault, Words]" = {
    "status": Words("answered something else than 2xx", "返回非 2xx 状态"),
    "timed_out": Words("did not answer in time", "应答超时"),
    "not_connected": Words("could not be connected to", "无法连接"),
    "no_certificate": Words("has no valid certificate", "证书无效"),
    "name_unknown": Words("its name has no address", "域名无法解析"),
    "address_not_public": Words("its name leads to no public address", "域名指向非公网地址"),
    "url_refused": Words("its URL is not allowed", "网址不允许"),
    "not_made": Words("we could not make the message", "我方未能生成消息"),
}

REPLAY_STATE: "Mapping[ReplayState, Words]" = {
    "running": Words("under way", "进行中"),
    "done": Words("done", "已完成"),
    "stopped": Words("stopped: the endpoint takes nothing", "已中止：对方无法接收"),
    "full": Words("full: as many as one replay sends", "已达单次重放上限"),
}

TERMINAL: Mapping[str, Words] = {
    "webhook_failing_since": Words("takes nothing since", "未能送达，自"),
    "webhook_left_behind": Words(
        "Ended {webhook}, which a listener that was killed had left behind.",
        "已取消 {webhook}：之前被强制结束的接收程序遗留的 Webhook。",
    ),
    "webhook_listening": Words(
        "Listening at {url}; Ctrl-C ends it.", "正在 {url} 接收，按 Ctrl-C 结束。"
    ),
    "webhook_next_try": Words("next try", "下次投递"),
    "webhook_not_verified": Words(
        "{id} is signed by no secret of ours, or too old: answered 401",
        "{id} 签名不符或已过期，已返回 401",
    ),
    "webhook_on_its_way": Words("is on its way; look at it", "已开始，请查看"),
    "webhook_out_of_reach": Words(
        "{url} cannot reach this machine: lead a tunnel to --port, subscribe its https address, "
        "and give the secret with --secret.",
        "{url} 无法访问本机：请用隧道转发到 --port，订阅隧道的 https 地址，"
        "并以 --secret 提供密钥。",
    ),
    "webhook_port_taken": Words(
        "Port {port} cannot be listened at ({why}); name another with --port.",
        "无法监听端口 {port}（{why}）；请用 --port 指定其他端口。",
    ),
    "webhook_replay": Words("replay", "重放"),
    "webhook_replay_on": Words("go on with", "继续请用"),
    "webhook_secret_once": Words(
        "Keep this secret: it is shown this once, and rotated with fenrun webhooks rotate.",
        "请妥善保存此密钥：仅显示一次；更换请用 fenrun webhooks rotate。",
    ),
    "webhook_unheard": Words(
        "Nobody listens at {url}: what happens is tried there in vain, which takes time. To end "
        "it: fenrun webhooks end {webhook}",
        "{url} 无人接收：事件会反复投递失败并耗费时间。如需取消：fenrun webhooks end {webhook}",
    ),
}
