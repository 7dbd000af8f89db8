"""What people read about distributors, their place in the network, and whose a buyer is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.network.conduct import Sanction, ViolationCode
    from shared.domain.network.people import ProfileCause, Told
    from shared.domain.standing import Standing

PROBLEMS: Mapping[str, ProblemWords] = {
    "already_bound": ProblemWords(
        409,
        Words("The buyer is already bound", "客户已绑定其他推广人"),
        Words(
            "The policy keeps the buyer with the promoter he has, for now or for good.",
            "根据政策，客户目前（或始终）归属现有推广人。",
        ),
        Words(
            "Bind him after `protected_until`, where it is said; else leave him where he is.",
            "如有 `protected_until`，请在该时间后再绑定；否则请保持现有归属。",
        ),
    ),
    "loop": ProblemWords(
        409,
        Words("The relation would be a loop", "推荐关系成环"),
        Words(
            "Somebody would stand above himself, or be his own promoter.",
            "此人将成为自己的上级或自己的推广人。",
        ),
        Words("Name another person.", "请更换人员。"),
    ),
    "payee_not_active": ProblemWords(
        409,
        Words("The payee is not active", "收款人状态异常"),
        Words(
            "Only an active distributor can be paid or take others under him.",
            "只有状态正常的分销员才能收款或发展下级。",
        ),
        Words(
            "Reinstate him first, or name another distributor.",
            "请先恢复其资格，或更换分销员。",
        ),
    ),
    "unknown_buyer": ProblemWords(
        404,
        Words("No buyer of this shop", "不是本店客户"),
        Words(
            "A storefront may read whose its own buyers are: whom it has bound, or who has bought "
            "there.",
            "店铺只能查询本店客户的归属：由本店绑定，或在本店付过款的客户。",
        ),
        Words(
            "Bind the buyer by a referral code; after his first payment he is a customer.",
            "请用推荐码绑定该客户；客户首次付款后即为本店客户。",
        ),
    ),
    "unknown_person": ProblemWords(
        404,
        Words("No such person", "人员不存在"),
        Words(
            "There is no distributor of that id or referral code at that time.",
            "没有该编号或推荐码的分销员（或当时尚未加入）。",
        ),
        Words(
            "Check the id or the code, or enrol him first.", "请核对编号或推荐码，或先登记入网。"
        ),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "already_bound": {
        "bound_for_good": Words(
            "Buyer {buyer} was bound when he registered; that binding is never replaced.",
            "客户 {buyer} 在注册时已绑定推广人，不可更换。",
        ),
        "bound_to_another": Words(
            "Buyer {buyer} is bound to another promoter already; leave him there until that "
            "binding ends.",
            "客户 {buyer} 已绑定其他推广人；在该绑定失效前请勿更换。",
        ),
        "still_protected": Words(
            "Buyer {buyer} is protected for his promoter; bind him after {protected_until}.",
            "客户 {buyer} 处于推广人保护期内；请在 {protected_until} 之后再绑定。",
        ),
    },
    "idempotency_conflict": {
        "link_of_another_rate": Words(
            "This Idempotency-Key made a link of another rate; use a new key for a new link.",
            "此 Idempotency-Key 已生成另一费率的链接；新链接请使用新的幂等键。",
        ),
    },
    "illegal_transition": {
        "enrolled_otherwise": Words(
            "{distributor} is enrolled already, otherwise; choose another id, or transfer him.",
            "{distributor} 已以不同的资料入网；请更换编号，或办理转网。",
        ),
        "has_another_account": Words(
            "{distributor} has another account already, and no single person can change where "
            "somebody is paid; what is due to him stays his.",
            "{distributor} 已登记其他收款账户，任何人不得单独变更他人账户；其应得款项不受影响。",
        ),
        "stands_there_already": Words(
            "{distributor} stands under {upline} already; nothing is left to propose.",
            "{distributor} 的上级已是 {upline}，无需申请。",
        ),
        "upline_has_changed": Words(
            "The upline of {distributor} has changed since; propose the transfer anew.",
            "{distributor} 的上级在申请后已变更；请重新申请转网。",
        ),
        "was_removed": Words(
            "{distributor} was removed; he has to apply again.",
            "{distributor} 已被清退；须重新申请入网。",
        ),
    },
    "invalid": {
        "violation_date_unfit": Words(
            "The violation lies before he joined or in the future; check its date.",
            "违规时间早于入网或在未来；请核对日期。",
        ),
    },
    "loop": {
        "bound_to_himself": Words(
            "{buyer} cannot be bound to himself; name another promoter.",
            "{buyer} 不能绑定自己；请更换推广人。",
        ),
        "chain_would_close": Words(
            "{distributor} cannot stand under {upline}, who stands below him: the chain would "
            "close on itself. Name another upline.",
            "{distributor} 不能归于 {upline} 之下：后者是其下级，关系将成环。请更换上级。",
        ),
        "too_deep_to_tell": Words(
            "More than {most} stand above {upline}, so that no loop can be ruled out. Name "
            "an upline nearer to the top.",
            "{upline} 之上超过 {most} 层，无法排除关系成环。请选择层级更高的上级。",
        ),
    },
    "payee_not_active": {
        "upline_was_removed": Words(
            "{distributor} was removed; choose another distributor.",
            "{distributor} 已被清退；请更换分销员。",
        ),
    },
    "unknown_buyer": {
        "no_buyer_of_yours": Words(
            "{buyer} was never bound by this storefront and has paid for nothing there; bind him "
            "first.",
            "{buyer} 未由本店绑定，也未在本店付过款；请先绑定。",
        ),
    },
    "unknown_person": {
        "buyer_is_no_distributor": Words(
            "{buyer} is no distributor: only those restock. Enrol him, or send a sale.",
            "{buyer} 不是分销员，不能进货；请先登记入网，或改为销售订单。",
        ),
        "no_such_distributor": Words(
            "There is no distributor {distributor}; check the id, or enrol him first.",
            "没有分销员 {distributor}；请核对编号，或先登记入网。",
        ),
        "no_such_referral_code": Words(
            "No distributor has the referral code {referral_code}; check it, or have a link made.",
            "没有推荐码 {referral_code}；请核对，或重新生成推广链接。",
        ),
        "not_joined_by": Words(
            "{distributor} had not joined by {asked_at}; ask for a later time.",
            "{distributor} 在 {asked_at} 尚未入网；请查询更晚的时间。",
        ),
    },
}

STANDING: "Mapping[Standing, Words]" = {
    "applied": Words("applied", "申请中"),
    "active": Words("active", "正常"),
    "suspended": Words("suspended", "暂停"),
    "removed": Words("removed", "清退"),
    "rejected": Words("rejected", "未通过"),
    "expired": Words("expired", "到期"),
}

PROFILE_CAUSE: "Mapping[ProfileCause, Words]" = {
    "enrolled": Words("enrolled", "入网"),
    "level_changed": Words("level changed", "等级变更"),
    "grade_changed": Words("agent grade changed", "代理级别变更"),
    "payout_account_entered": Words("account for payouts entered", "登记收款账户"),
    "suspended": Words("suspended", "暂停资格"),
    "reinstated": Words("reinstated", "恢复资格"),
    "removed": Words("removed", "清退"),
    "forfeited": Words("what was held is forfeited", "没收冻结款项"),
}

APPROVAL_KIND: Mapping[str, Words] = {"transfer": Words("transfer to another upline", "变更上级")}

VIOLATION: "Mapping[ViolationCode, Words]" = {
    "false_advertising": Words("false advertising", "虚假宣传"),
    "price_raise": Words("raising prices", "擅自加价"),
    "brand_damage": Words("damage to the brand", "损害品牌"),
    "management_ignored": Words("ignoring the management", "不服从管理"),
    "supplier_switched": Words("switching the supplier", "更换供货商"),
    "private_recruiting": Words("recruiting privately", "私自招募"),
    "left_on_own": Words("leaving on his own", "擅自退出"),
    "counterfeit": Words("counterfeit goods", "售假"),
    "price_fraud": Words("price fraud", "价格欺诈"),
    "leak": Words("leaking secrets", "泄露机密"),
    "cross_region": Words("selling across regions", "跨区窜货"),
    "dumping": Words("dumping prices", "低价倾销"),
    "customer_poaching": Words("poaching customers", "抢夺客户"),
    "quality_changed": Words("tampering with the quality", "擅改质量"),
}

SANCTION: "Mapping[Sanction, Words]" = {
    "warning": Words("a warning", "警告"),
    "suspension": Words("suspension", "暂停资格"),
    "removal": Words("removal", "清退"),
}

EVENT: "Mapping[ProfileCause | Told, Words]" = {
    "enrolled": Words("{id} joined the network.", "{id} 已入网。"),
    "level_changed": Words(
        "The level of {id} was changed to {level}.", "{id} 的等级已变更为 {level}。"
    ),
    "grade_changed": Words(
        "The agent grade of {id} was changed< to {grade}>.", "{id} 的代理级别已变更<为 {grade}>。"
    ),
    "payout_account_entered": Words("Where {id} is paid was entered.", "{id} 的收款账户已登记。"),
    "suspended": Words("{id} was suspended.", "{id} 已暂停资格。"),
    "reinstated": Words("{id} was reinstated.", "{id} 已恢复资格。"),
    "removed": Words("{id} was removed.", "{id} 已清退。"),
    "forfeited": Words("What was held for {id} was forfeited.", "{id} 的冻结款项已没收。"),
    "upline_changed": Words("{id} was put under {upline}.", "{id} 的上级已变更为 {upline}。"),
    "violation_recorded": Words(
        "A violation of {id} was recorded: {violation:violation}; the answer was "
        "{sanction:sanction}.",
        "{id} 的违规已登记：{violation:violation}，处理：{sanction:sanction}。",
    ),
}

OPERATION: Mapping[str, Words] = {
    "enrol": Words(
        "{who} enrolled {subject:subject}<: {reason}>.",
        "{who} 登记{subject:subject}<，原因：{reason}>。",
    ),
    "change_level": Words(
        "{who} changed the level of {subject:subject}<: {reason}>.",
        "{who} 变更{subject:subject} 的等级<，原因：{reason}>。",
    ),
    "change_grade": Words(
        "{who} changed the agent grade of {subject:subject}<: {reason}>.",
        "{who} 变更{subject:subject} 的代理级别<，原因：{reason}>。",
    ),
    "enter_payout_account": Words(
        "{who} entered where {subject:subject} is paid<: {reason}>.",
        "{who} 登记{subject:subject} 的收款账户<，原因：{reason}>。",
    ),
    "suspend": Words(
        "{who} suspended {subject:subject}<: {reason}>.",
        "{who} 暂停{subject:subject}<，原因：{reason}>。",
    ),
    "reinstate": Words(
        "{who} reinstated {subject:subject}<: {reason}>.",
        "{who} 恢复{subject:subject}<，原因：{reason}>。",
    ),
    "remove": Words(
        "{who} removed {subject:subject}<: {reason}>.",
        "{who} 清退{subject:subject}<，原因：{reason}>。",
    ),
    "forfeit": Words(
        "{who} forfeited what was held for {subject:subject}<: {reason}>.",
        "{who} 没收{subject:subject} 的冻结款项<，原因：{reason}>。",
    ),
    "report_violation": Words(
        "{who} recorded a violation of {subject:subject}<: {reason}>.",
        "{who} 登记{subject:subject} 的违规<，原因：{reason}>。",
    ),
    "propose_transfer": Words(
        "{who} proposed {subject:subject}<: {reason}>.",
        "{who} 申请：{subject:subject}<，原因：{reason}>。",
    ),
    "create_link": Words(
        "{who} made a referral link<: {reason}>.", "{who} 生成推广链接<，原因：{reason}>。"
    ),
}

SUBJECT: Mapping[str, Words] = {
    "distributor": Words("distributor {id}", "分销员 {id}"),
    "transfer": Words("a transfer of {id} to another upline", "变更 {id} 的上级"),
}

FAULT: Mapping[str, Words] = {
    "id_of_the_brand": Words(
        "{id!r} is the brand itself; choose another id", "{id!r} 是品牌自身；请另选编号"
    ),
}
