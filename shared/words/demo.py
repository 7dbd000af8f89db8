"""What the sample order says on a laptop, step by step, in the reader's language."""

from collections.abc import Mapping

from shared.words.wording import Words

DEMO: Mapping[str, Words] = {
    "approves": Words(
        "another of finance approves: the transfers are sent", "另一位财务人员批准，转账已提交"
    ),
    "brand": Words(
        "Sample brand: A under B under C earn 10 %, 5 % and 2 % (plan {plan})",
        "示例品牌：A 的上级是 B，B 的上级是 C，分别得 10 %、5 %、2 %（方案 {plan}）",
    ),
    "buys": Words(
        "{buyer} buys tea and 2 cups, coupon {coupon_fen:yuan}, freight {freight_fen:yuan}: "
        "{due_fen:yuan}",
        "{buyer} 买一份茶、两只茶杯，优惠 {coupon_fen:yuan}，运费 {freight_fen:yuan}，应付 "
        "{due_fen:yuan}",
    ),
    "confirms": Words("A confirms and has {fen:yuan}", "A 确认收款，{fen:yuan} 已到账"),
    "delivers": Words(
        "delivered; goods may come back until {until}", "已签收；{until} 之前可以退货"
    ),
    "follows": Words(
        "{buyer} follows it to {shop} and belongs to A", "{buyer} 点链接进入 {shop}，归属 A"
    ),
    "goes_on": Words(
        "Goes on with the data in {data}; make run FRESH=1 starts empty",
        "沿用 {data} 中的数据；make run FRESH=1 从空白开始",
    ),
    "interrupted": Words(
        "The sample order was interrupted; make run FRESH=1 plays it whole",
        "示例订单上次被中断；make run FRESH=1 可完整重放",
    ),
    "pays": Words("paid by the code {code}…, notice verified", "扫码 {code}… 付款，通知验签通过"),
    "prices": Words(
        "prices sent by the shop; commission is of the goods, after the coupon",
        "售价由店铺随单提交；佣金按优惠后的商品金额计",
    ),
    "products": Words("Products: {products}", "商品：{products}"),
    "releases": Words("the return window is over: commission is released", "退货期已过，佣金解冻"),
    "settled": Words(
        "{payees:listed} confirm and have their money", "{payees:listed} 确认收款，款项已到账"
    ),
    "settles": Words(
        "finance settles {period}: {payees} payees, {total_fen:yuan}",
        "财务结算 {period}：{payees} 人，共 {total_fen:yuan}",
    ),
    "shares": Words("A shares {url}", "A 分享 {url}"),
    "ships": Words("shipped in time (by {ship_by})", "按时发货（期限 {ship_by}）"),
    "starting": Words("Fenrun is starting ...", "分润正在启动……"),
    "stopped": Words("Stopped. The data stays in {data}", "已停止。数据保留在 {data}"),
    "what_happened": Words(
        "What happened, and what {holders} hold then (+08:00, yuan)",
        "经过，及 {holders} 当时持有（+08:00，元）",
    ),
    "withdraws": Words(
        "A withdraws {fen:yuan}; WeChat asks him to confirm",
        "A 提现 {fen:yuan}，待其在微信确认",
    ),
}
