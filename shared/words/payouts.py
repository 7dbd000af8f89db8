"""What people read about balances, withdrawals, payouts and settlements."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.ledger.journal import State
    from shared.domain.payouts.payouts import PartState, PayoutFact, PayoutState
    from shared.domain.payouts.settlement_lines import Outcome
    from shared.domain.payouts.settlements import SettlementCode

PROBLEMS: Mapping[str, ProblemWords] = {
    "below_minimum": ProblemWords(
        422,
        Words("Below the minimum", "低于最低金额"),
        Words("The policy sets a smallest withdrawal.", "政策规定了最低提现金额。"),
        Words("Ask for at least `minimum_fen`.", "提现金额不得低于 `minimum_fen`。"),
    ),
    "insufficient_available": ProblemWords(
        409,
        Words("Not enough available", "可提现余额不足"),
        Words(
            "Only what was released and is neither reserved nor owed can be withdrawn.",
            "只有已解冻且未在提现中、未抵欠款的余额可以提现。",
        ),
        Words("Ask for at most `available_fen`.", "提现金额最多为 `available_fen`。"),
    ),
    "no_payout_account": ProblemWords(
        409,
        Words("The payee has no account to pay to", "收款人未绑定收款账户"),
        Words("The payment channel pays only to an account there.", "支付渠道须有收款账户。"),
        Words(
            "Let an operator enter it: POST /v1/distributors/{payee}/payout-account.",
            "请由运营登记：POST /v1/distributors/{payee}/payout-account。",
        ),
    ),
    "payout_final": ProblemWords(
        409,
        Words("The payout is final", "打款已终结"),
        Words(
            "The channel reports the opposite of a result that was final.",
            "支付渠道报告的结果与已终结的结果相反。",
        ),
        Words("Compare the transfer with the channel.", "请与支付渠道核对该笔转账。"),
    ),
    "period_open": ProblemWords(
        409,
        Words("The period has not ended", "结算周期尚未结束"),
        Words("A period is settled only after it has ended.", "周期结束后才能结算。"),
        Words("Start the settlement after its last day.", "请在周期最后一天之后发起结算。"),
    ),
    "unknown_payout": ProblemWords(
        404,
        Words("No such payout", "打款单不存在"),
        Words(
            "There is no payout of that id, or it is another payee's.",
            "没有该编号的打款单，或属于其他收款人。",
        ),
        Words("List the payouts and send the id of one.", "请查看打款列表并使用其中的编号。"),
    ),
    "unknown_settlement": ProblemWords(
        404,
        Words("No such settlement", "结算单不存在"),
        Words("The period was never settled.", "该周期尚未发起结算。"),
        Words("Start its settlement first.", "请先发起该周期的结算。"),
    ),
    "unknown_withdrawal": ProblemWords(
        404,
        Words("No such withdrawal", "提现单不存在"),
        Words("No transfer or withdrawal has that number.", "没有该编号的转账或提现。"),
        Words("Check the number.", "请核对编号。"),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "amount_mismatch": {
        "transfer_report_differs": Words(
            "The transfer {bill_no} is {transfer_fen:yuan}; compare it with what the channel "
            "reports.",
            "转账 {bill_no} 的金额为 {transfer_fen:yuan}；请与支付渠道核对。",
        ),
    },
    "amount_zero": {
        "nothing_withdrawn": Words(
            "A withdrawal of nothing is not taken; name an amount.",
            "提现金额为零，不予受理；请填写金额。",
        ),
    },
    "below_minimum": {
        "below_smallest_withdrawal": Words(
            "The smallest withdrawal is {minimum_fen:yuan}; wait until so much is available.",
            "最低提现金额为 {minimum_fen:yuan}；请待余额足够后再提现。",
        ),
    },
    "illegal_transition": {
        "another_round_waits": Words(
            "The settlement of {period} does not wait for this approval; read it again.",
            "{period} 的结算不在等待此审批；请重新查看。",
        ),
        "payout_awaits_no_result": Words(
            "The payout {payout_id} waits for no answer of the channel; read it for what it waits "
            "for.",
            "打款单 {payout_id} 不在等待支付渠道的答复；请查询其进度。",
        ),
        "payout_under_way": Words(
            "A transfer of the payout {payout_id} may still succeed; a second one would pay twice. "
            "Wait for its result, or have the channel asked now (inquiry).",
            "打款单 {payout_id} 仍有转账可能成功，重打会重复付款；请等待结果，或立即查询支付渠道。",
        ),
        "payout_not_withheld": Words(
            "The payout {payout_id} is withheld no more; read it for where it stands.",
            "打款单 {payout_id} 已不在暂扣中；请查询其进度。",
        ),
        "payout_was_paid": Words(
            "All of the payout {payout_id} has reached the payee; there is nothing to pay again.",
            "打款单 {payout_id} 已全部到账，无需重打。",
        ),
        "payout_was_refused": Words(
            "Finance refused the payout {payout_id}, nothing of it failed; its payee asks for "
            "another one.",
            "打款单 {payout_id} 已被财务驳回，并非打款失败；请收款人重新申请提现。",
        ),
        "payout_was_retried": Words(
            "What failed of it went back to its payee and was taken up by {payout_id}; look at "
            "that one. What that left is in the payee's balance and goes with the next payout.",
            "失败款项已退回收款人余额，并由打款单 {payout_id} 接续支付，请查看该单；"
            "余下部分仍在其余额中，随下一笔打款支付。",
        ),
        "retry_was_proposed": Words(
            "{proposer} has proposed to pay the payout {payout_id} again as {proposal_id} already: "
            "somebody else of finance approves that, or {proposer} withdraws it.",
            "{proposer} 已申请重打打款单 {payout_id}（申请 {proposal_id}）；"
            "请由另一位财务人员批准，或由 {proposer} 撤回。",
        ),
        "payout_was_approved": Words(
            "The payout was approved already; read it for where it stands.",
            "该打款已批准；请查询其进度。",
        ),
        "transfer_forgotten": Words(
            "The channel answers for a transfer for {days} days; of the payout {payout_id} it "
            "cannot say any more that it failed. Look it up in the channel's bills; the money "
            "stays available to the payee.",
            "支付渠道仅保留转账 {days} 天，已无法确认打款单 {payout_id} 确实失败；"
            "请核对渠道账单，款项仍在收款人可提现余额中。",
        ),
        "settlement_not_approved": Words(
            "{period} has not been approved by finance; approve its settlement first.",
            "{period} 的结算尚未经财务批准；请先批准。",
        ),
    },
    "insufficient_available": {
        "above_what_is_available": Words(
            "Only {available_fen:yuan} is available; ask for at most that.",
            "可提现余额仅 {available_fen:yuan}；提现金额不得超过此数。",
        ),
        "failed_money_is_gone": Words(
            "Of the {failed_fen:yuan} that failed of the payout {payout_id} only "
            "{available_fen:yuan} is available to the payee now; pay him what is there by another "
            "round, or let him withdraw it.",
            "打款单 {payout_id} 失败 {failed_fen:yuan}，而收款人现仅可提现 {available_fen:yuan}；"
            "请通过下一轮结算支付，或由其自行提现。",
        ),
    },
    "invalid": {
        "too_many_transfers": Words(
            "The amount needs more than {max_transfers} transfers; ask for less.",
            "该金额需要超过 {max_transfers} 笔转账；请减少金额。",
        ),
    },
    "no_payout_account": {
        "no_account_at_channel": Words(
            "{payee} has no account at the payment channel; let an operator enter it first "
            "(POST /v1/distributors/{payee}/payout-account).",
            "{payee} 在支付渠道没有收款账户；请先由运营登记"
            "（POST /v1/distributors/{payee}/payout-account）。",
        ),
    },
    "payee_not_active": {
        "only_active_are_paid": Words(
            "{payee} is {standing:standing}; only an active payee can be paid. Reinstate him "
            "first.",
            "{payee} 的状态为{standing:standing}，只有状态正常才能收款；请先恢复其资格。",
        ),
    },
    "payout_final": {
        "transfer_is_final": Words(
            "The transfer {bill_no} is {state:part_state} for good; compare with the channel.",
            "转账 {bill_no} {state:part_state}，不再变更；请与支付渠道核对。",
        ),
    },
    "period_open": {
        "period_has_not_ended": Words(
            "{period} has not ended yet; settle it afterwards.",
            "{period} 尚未结束；请在结束后结算。",
        ),
    },
    "unknown_payout": {
        "no_such_payout": Words(
            "There is no payout {payout_id}; list the payouts for the ids.",
            "没有打款单 {payout_id}；请查看打款列表。",
        ),
    },
    "unknown_settlement": {
        "never_settled": Words(
            "{period} was never settled; start it first.",
            "{period} 尚未结算；请先发起结算。",
        ),
    },
    "unknown_withdrawal": {
        "never_asked": Words(
            "Nobody asked for {withdrawal}, or it has no such part; check its name.",
            "没有提现 {withdrawal} 或其中的该笔转账；请核对名称。",
        ),
        "no_such_transfer_number": Words(
            "No payout has the transfer number {bill_no}; check it with the channel.",
            "没有转账编号 {bill_no}；请与支付渠道核对。",
        ),
    },
}

BALANCE_STATE: "Mapping[State, Words]" = {
    "pending": Words("pending", "待结算"),
    "arriving": Words("arriving", "入账中"),
    "held": Words("held", "冻结"),
    "available": Words("available", "可提现"),
    "reserved": Words("reserved", "提现中"),
    "paid": Words("paid", "已到账"),
    "debt": Words("debt", "欠款"),
    "forfeited": Words("forfeited", "没收"),
}

PART_STATE: "Mapping[PartState, Words]" = {
    "created": Words("not sent yet", "待提交"),
    "sent": Words("sent to the channel", "已提交渠道"),
    "processing": Words("under way at the channel", "渠道处理中"),
    "confirming": Words("waiting for the payee to confirm", "待收款人确认"),
    "unknown": Words("not known yet, asked again", "结果未知，查询中"),
    "cancelling": Words("being cancelled", "撤销中"),
    "withheld": Words("withheld until finance has looked", "已暂扣，待财务核实"),
    "success": Words("paid", "已到账"),
    "failed": Words("failed", "失败"),
    "cancelled": Words("cancelled", "已撤销"),
}

PAYOUT_STATE: "Mapping[PayoutState, Words]" = {
    "approval": Words("to be approved", "待审批"),
    "submission": Words("to be sent", "待打款"),
    "withheld": Words("withheld until finance has looked", "已暂扣，待财务核实"),
    "result": Words("awaiting the channel", "等待渠道结果"),
    "confirmation": Words("waiting for the payee to confirm", "待收款人确认"),
    "paid": Words("paid", "已到账"),
    "partly_paid": Words("partly paid", "部分到账"),
    "failed": Words("not paid", "未到账"),
    "refused": Words("refused by finance", "已被财务驳回"),
}

SETTLEMENT_OUTCOME: "Mapping[Outcome, Words]" = {
    "proposed": Words("proposed", "待批准"),
    "not_approved": Words("not approved; another round may be begun", "未获批准，可重新发起结算"),
    "reserved": Words("a payout was opened in this round", "本轮已生成打款单"),
    "below_minimum": Words("below the smallest payout; carried over", "低于最低打款金额，结转"),
    "payee_not_active": Words("the payee is not active; carried over", "收款人状态异常，结转"),
    "no_payout_account": Words("no account to pay to; carried over", "未绑定收款账户，结转"),
    "has_payout": Words("a payout of this period pays him, or has paid", "本周期已付或打款中"),
}

APPROVAL_KIND: Mapping[str, Words] = {
    "payout": Words("payout", "打款"),
    "payout_retry": Words("payout tried again", "失败重打"),
    "settlement": Words("settlement", "结算"),
}

EVENT: "Mapping[PayoutFact | SettlementCode, Words]" = {
    "payout_requested": Words(
        "A withdrawal of {amount_fen:yuan} was asked for.", "已申请提现 {amount_fen:yuan}。"
    ),
    "payout_settled": Words(
        "A settlement reserved {amount_fen:yuan} to be paid out.",
        "结算已占用 {amount_fen:yuan}，待打款。",
    ),
    "payout_approved": Words(
        "The payout of {amount_fen:yuan} was approved.", "打款 {amount_fen:yuan} 已批准。"
    ),
    "payout_sent": Words(
        "{amount_fen:yuan} was sent to the payment channel.",
        "打款 {amount_fen:yuan} 已提交支付渠道。",
    ),
    "payout_unknown": Words(
        "The payment channel gave no clear answer on {amount_fen:yuan}; it stays reserved.",
        "支付渠道对 {amount_fen:yuan} 没有明确答复，款项继续占用。",
    ),
    "payout_awaits_payee": Words(
        "The payee was asked to confirm {amount_fen:yuan} in WeChat.",
        "{amount_fen:yuan} 待收款人在微信确认。",
    ),
    "payout_retried": Words(
        "{amount_fen:yuan} that had failed is paid again< by {by}> as payout {retry}.",
        "失败的 {amount_fen:yuan} 已重打<（{by}）>，见打款单 {retry}。",
    ),
    "payout_paid": Words("{amount_fen:yuan} reached the payee.", "{amount_fen:yuan} 已到账。"),
    "payout_failed": Words(
        "The transfer of {amount_fen:yuan} failed<: {reason}>; the money is available again.",
        "转账 {amount_fen:yuan} 失败<（{reason}）>，款项已退回可提现余额。",
    ),
    "payout_cancelled": Words(
        "The transfer of {amount_fen:yuan} was cancelled<: {reason}>; the money is available "
        "again.",
        "转账 {amount_fen:yuan} 已撤销<（{reason}）>，款项已退回可提现余额。",
    ),
    "settlement_started": Words(
        "The settlement of {id} was started, round {round}.", "{id} 的结算已发起，第 {round} 轮。"
    ),
    "settlement_proposed": Words(
        "The settlement of {id}, round {round}, was drawn up<: {amount_fen:yuan} to be approved>.",
        "{id} 的结算（第 {round} 轮）已算出<，待批准 {amount_fen:yuan}>。",
    ),
    "settlement_approved": Words(
        "The settlement of {id}, round {round}, was approved< by {by}><: {amount_fen:yuan}>.",
        "{id} 的结算（第 {round} 轮）已批准<（{by}）><：{amount_fen:yuan}>。",
    ),
    "settlement_refused": Words(
        "The settlement of {id}, round {round}, was refused or taken back< by {by}>; nobody was "
        "paid.",
        "{id} 的结算（第 {round} 轮）已驳回或撤回<（{by}）>，未打款。",
    ),
    "settlement_empty": Words(
        "The settlement of {id}, round {round}, found nobody to pay; it is over.",
        "{id} 的结算（第 {round} 轮）无人可付，已自动结束。",
    ),
    "settlement_closed": Words(
        "The settlement of {id}, round {round}, was finished<: {amount_fen:yuan}>.",
        "{id} 的结算（第 {round} 轮）已完成<：{amount_fen:yuan}>。",
    ),
}

OPERATION: Mapping[str, Words] = {
    "withdraw": Words(
        "{who} asked for a withdrawal: {subject:subject}<: {reason}>.",
        "{who} 申请提现：{subject:subject}<，原因：{reason}>。",
    ),
    "propose_retry": Words(
        "{who} proposed to pay again what failed of {subject:subject}<: {reason}>.",
        "{who} 申请重打失败款项：{subject:subject}<，原因：{reason}>。",
    ),
    "ask_channel": Words(
        "{who} had the channel asked about {subject:subject}<: {reason}>.",
        "{who} 要求立即查询支付渠道：{subject:subject}<，原因：{reason}>。",
    ),
    "start_settlement": Words(
        "{who} started {subject:subject}<: {reason}>.",
        "{who} 发起：{subject:subject}<，原因：{reason}>。",
    ),
}

SUBJECT: Mapping[str, Words] = {
    "payout": Words("payout {id}", "打款 {id}"),
    "payout_retry": Words("payout {id}", "打款 {id}"),
    "settlement": Words("the settlement of {id}", "{id} 的结算"),
}
