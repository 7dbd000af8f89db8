"""What people read about plans and policies: their proposals, their versions, what they allow."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.rulebook.versions import RuleKind

PROBLEMS: Mapping[str, ProblemWords] = {
    "plan_refused": ProblemWords(
        422,
        Words("The plan is not allowed", "方案未通过合规检查"),
        Words(
            "The compliance guard found errors in the plan; nobody can approve it as it is.",
            "合规检查发现错误，该方案不能批准。",
        ),
        Words(
            "Correct every finding that the detail names, then propose the plan again.",
            "请更正所列各项后重新提交方案。",
        ),
    ),
    "unknown_plan": ProblemWords(
        404,
        Words("No such plan version", "方案版本不存在"),
        Words("The plan has no version of that number.", "方案没有该版本号。"),
        Words("List the plan's versions and send the number of one.", "请查看版本列表后重试。"),
    ),
    "unknown_policy": ProblemWords(
        404,
        Words("No such policy version", "政策版本不存在"),
        Words("The policy has no version of that number.", "政策没有该版本号。"),
        Words("List the policy's versions and send the number of one.", "请查看版本列表后重试。"),
    ),
    "warnings_open": ProblemWords(
        422,
        Words("Warnings are not acknowledged", "尚有未确认的警告"),
        Words(
            "Whoever approves a plan has to name every warning that the guard gives.",
            "批准方案的人须逐一确认合规检查给出的警告。",
        ),
        Words(
            "Read the findings, then send their codes under `acknowledged`.",
            "请阅读检查结果，并在 `acknowledged` 中填写其代码。",
        ),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "invalid": {
        "begins_in_past": Words(
            "effective_from {effective_from} is past; leave it out: the {kind:rule_kind} "
            "begins a minute after its approval.",
            "生效时间 {effective_from} 已过；请删去 effective_from："
            "{kind:rule_kind}自批准一分钟后生效。",
        ),
        "link_rate_outside": Words(
            "A link's rate must lie between {min_bp} and {max_bp} basis points; correct rate_bp.",
            "链接费率须在 {min_bp} 至 {max_bp} 基点之间；请更正 rate_bp。",
        ),
        "link_sets_no_rate": Words(
            "The plan lets no link set a rate; leave rate_bp out.",
            "方案不允许链接自定费率；请去掉 rate_bp。",
        ),
        "no_warning": Words(
            "{warning} is no warning; write one of: {known}.",
            "{warning} 不是警告代码；请写其一：{known}。",
        ),
        "no_warning_but_near": Words(
            "{warning} is no warning; write {near}, or one of: {known}.",
            "{warning} 不是警告代码；应为 {near}，或其一：{known}。",
        ),
        "plan_unfit": Words(
            "Nobody could approve this plan: {findings:finding}",
            "该方案无法批准：{findings:finding}",
        ),
    },
    "plan_refused": {
        "guard_found_errors": Words(
            "Correct what the guard found: {findings:placed_finding}",
            "请更正合规检查发现的错误：{findings:placed_finding}",
        ),
    },
    "unknown_plan": {
        "no_such_plan": Words(
            "The plan has no version {number}; list its versions.",
            "方案没有版本 {number}；请查看版本列表。",
        ),
    },
    "unknown_policy": {
        "no_such_policy": Words(
            "The policy has no version {number}; list its versions.",
            "政策没有版本 {number}；请查看版本列表。",
        ),
    },
    "warnings_open": {
        "warnings_left_out": Words(
            "Read and acknowledge: {codes}.",
            "请阅读并确认：{codes}。",
        ),
    },
}

RULE_KIND: "Mapping[RuleKind, Words]" = {
    "plan": Words("plan", "方案"),
    "policy": Words("policy", "政策"),
}

APPROVAL_KIND: Mapping[str, Words] = {
    "plan": Words("plan", "分润方案"),
    "policy": Words("policy", "政策"),
}

OPERATION: Mapping[str, Words] = {
    "propose_plan": Words(
        "{who} proposed {subject:subject}<: {reason}>.",
        "{who} 提交{subject:subject}<，原因：{reason}>。",
    ),
    "propose_policy": Words(
        "{who} proposed {subject:subject}<: {reason}>.",
        "{who} 提交{subject:subject}<，原因：{reason}>。",
    ),
}

SUBJECT: Mapping[str, Words] = {
    "plan": Words("the plan", "分润方案"),
    "policy": Words("the policy", "政策"),
}

FAULT: Mapping[str, Words] = {
    "no_plan_document": Words(
        "expected a preset's name or a plan document", "须为预设名称或方案文档"
    ),
    "no_policy_document": Words("expected a policy document", "须为政策文档"),
}
