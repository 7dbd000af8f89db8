"""What the terminal says about settlements and about what waits for whom."""

from collections.abc import Mapping

from shared.words.wording import Words

SETTLING: Mapping[str, Words] = {
    "never_settled": Words(
        "{period} was never settled. {starter} would start it: whatever is available to each payee "
        "now is proposed, and nobody is paid before somebody else of finance has approved it.",
        "{period} 从未结算。将由 {starter} 发起：按每位收款人现有的可提现余额提出打款，"
        "另一位财务人员批准之前不会打款。",
    ),
    "settled_before": Words("settled before: {periods}", "结算过的周期：{periods}"),
    "without_asking": Words("to start it without being asked:", "不经询问直接发起："),
    "start_now": Words("Start it now?", "现在发起？"),
    "not_started": Words("nothing was started", "没有发起"),
    "round_open": Words(
        "Round {round} is not over, so no other one is begun:",
        "第 {round} 轮尚未结束，没有另起一轮：",
    ),
    "round": Words("round {round}", "第 {round} 轮"),
    "payouts": Words("Payouts", "打款"),
    "payees": Words("payees", "收款人"),
    "total": Words("sum", "合计"),
    "all_rounds": Words("all rounds", "各轮共计"),
    "of_payees": Words("{payees} payees", "{payees} 人"),
    "paid_again": Words("failed, taken up by another payout", "失败后由其他打款单接续"),
    "taken_up_in_part": Words(
        "Of what failed, these have taken up a part themselves, and the rest is in their balances; "
        "it goes with another round or with their own withdrawals: {payees}.",
        "下列人员已自行提取失败款项的一部分，其余仍在其余额中，可由下一轮或其自行提现支付：{payees}。",
    ),
    "opened_nothing": Words(
        "Round {round} has opened no payout: whoever stood in it was paid otherwise meanwhile, or "
        "is below the smallest payout now.",
        "第 {round} 轮未生成打款单：名单上的人在此期间已另行支付，或现已低于最低打款额。",
    ),
    "everybody_is_paid": Words(
        "Everybody whom {period} was to pay has his money: {payouts} payouts, {paid_fen:yuan}.",
        "{period} 应付已全部到账：{payouts} 笔，共 {paid_fen:yuan}。",
    ),
    "not_all_paid": Words(
        "Not everybody has his money yet: {payouts} payouts, {open_fen:yuan}. Who has to do what:",
        "尚未全部到账：{payouts} 笔，共 {open_fen:yuan}。由谁做什么：",
    ),
    "enter_accounts": Words(
        "Let an operator enter the accounts that are missing, then begin another round:",
        "请由运营登记缺少的收款账户，然后再来一轮：",
    ),
    "nobody_to_pay": Words(
        "Nobody is to be paid in this round: it is over, and nobody has to approve it.",
        "本轮无人可付，已自动结束，无需批准。",
    ),
    "started": Words("started by", "发起"),
    "approved": Words("approved by", "批准"),
    "lines_left": Words("only the first {shown} lines were counted", "仅统计前 {shown} 行"),
    "somebody_else": Words(
        "Somebody of finance other than {starter} approves it, and nothing is paid before:",
        "须由 {starter} 以外的财务人员批准，批准之前不会打款：",
    ),
    "asked_now": Words(
        "the channel is asked now, under the same numbers: nothing is paid twice",
        "立即查询支付渠道（沿用原转账编号，不会重复付款）",
    ),
    "waits_for_another": Words("waits for somebody else of finance", "等待另一位财务人员批准"),
    "waits_for_approval": Words("for a second person", "等待第二人批准"),
    "waits_for_payee": Words("for the payee, who confirms in WeChat", "等待收款人在微信确认"),
    "waits_for_channel": Words(
        "for a clear answer of the channel (or money in its account)",
        "等待支付渠道答复（或商户账户充值）",
    ),
    "waits_for_repair": Words("for finance: these payouts failed", "等待财务：打款失败"),
    "waits_for_decision": Words(
        "for finance: what the channel reported does not fit", "等待财务：渠道所报与我方不符"
    ),
    "waits_for_hand": Words("for somebody's hand: these refunds failed", "等待人工退款"),
    "nothing_waits": Words("nothing waits for anybody", "没有等待处理的事项"),
    "looking": Words(
        "looking through all payouts, {seen} wait", "正在逐页查找全部打款单，已找到 {seen} 笔待办"
    ),
    "more": Words("and {more} more", "另有 {more} 项"),
    "many_more": Words("and more, not counted here", "另有更多，未计入"),
    "goes_on": Words(
        "The settlement goes on by itself. Look again:", "结算会继续自动进行。再次查看："
    ),
    "another_round": Words(
        "Whoever was not paid can be looked at again in another round:",
        "未付的收款人可在下一轮再次结算：",
    ),
}
