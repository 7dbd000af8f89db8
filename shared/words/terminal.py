"""What the terminal says by itself: about credentials, files, and around what it was answered."""

from collections.abc import Mapping

from shared.words.wording import Words

CREDENTIALS: Mapping[str, Words] = {
    "no_key": Words(
        "This needs a storefront's key: set FENRUN_KEY_ID and FENRUN_SECRET, or write key_id and "
        "secret into {file} under the URL. A laptop's Fenrun has keys in its folder: --data FOLDER",
        "此操作需要店铺密钥：请设置 FENRUN_KEY_ID 与 FENRUN_SECRET，或在 {file} 的该网址下填写 "
        "key_id 与 secret。本机运行的分润，其密钥在数据文件夹中：--data FOLDER",
    ),
    "no_token": Words(
        "This needs a token of {role}: set FENRUN_TOKEN, or write it into {file} under the URL, "
        "among tokens. A laptop's Fenrun has keys in its folder: --data FOLDER",
        "此操作需要 {role} 的令牌：请设置 FENRUN_TOKEN，或写入 {file} 该网址下的 tokens。"
        "本机运行的分润，其密钥在数据文件夹中：--data FOLDER",
    ),
    "token_of_another": Words(
        "FENRUN_TOKEN is one of {whose}, and this is asked as {wanted}: give his token, or ask as "
        "{whose}.",
        "FENRUN_TOKEN 属于 {whose}，而此操作以 {wanted} 的身份进行：请改用其令牌，或以 {whose} 的"
        "身份操作。",
    ),
    "half_a_key": Words(
        "A storefront's key has two parts; give both: FENRUN_KEY_ID and FENRUN_SECRET, or key_id "
        "and secret in the file.",
        "店铺密钥由两部分组成，请同时提供：FENRUN_KEY_ID 与 FENRUN_SECRET，或文件中的 key_id 与 "
        "secret。",
    ),
    "no_base64": Words(
        "The secret of {key_id} is not base64; give it as it was handed over.",
        "{key_id} 的密钥不是 base64；请按发放时的原文填写。",
    ),
    "file_open_to_others": Words(
        "Others may read {file}; keep it to yourself: chmod 600 {file}",
        "{file} 可被他人读取，请仅限本人访问：chmod 600 {file}",
    ),
    "which_distributor": Words(
        "A distributor has a name: say which one, like distributor:A.",
        "请指明是哪位分销商，如 distributor:A。",
    ),
    "file_unreadable": Words(
        "{file} cannot be read ({why}); for each URL it holds key_id, secret and tokens.",
        "无法读取 {file}（{why}）；每个网址下填写 key_id、secret、tokens。",
    ),
}

TERMINAL: Mapping[str, Words] = {
    "no_answer": Words(
        "{url} does not answer: {why}. Check --url (FENRUN_URL), then repeat this command.",
        "{url} 没有应答（{why}）。请检查 --url（FENRUN_URL）后重试。",
    ),
    "slow_answer": Words(
        "{url} has not answered in time ({why}). It may still be at it: nothing has failed. Look "
        "at what you asked for, then repeat this command.",
        "{url} 未在时限内应答（{why}），可能仍在处理，并未失败。请先查看结果，再重试此命令。",
    ),
    "waiting_for": Words("waits for {what}", "等待 {what}"),
    "under_way": Words("{count} under way", "进行中 {count}"),
    "advance_stopped": Words(
        "Stopped at {at}: what is under way ({count}) goes on, time is moved no further. "
        "fenrun advance {target} goes on.",
        "已停在 {at}：进行中的事项（{count}）会继续，时间不再推进。"
        "执行 fenrun advance {target} 可继续。",
    ),
    "no_url": Words(
        "{url} is no address: write http:// or https:// first.",
        "{url} 不是网址：请以 http:// 或 https:// 开头。",
    ),
    "extra_missing": Words(
        "This runs on a laptop and is not installed: pip install 'fenrun[local]'. For a Fenrun "
        "elsewhere name it by --url (FENRUN_URL).",
        "此命令在本机运行，尚未安装：pip install 'fenrun[local]'。如要连接别处的分润，请用 --url"
        "（FENRUN_URL）指明。",
    ),
    "added": Words("added", "新增"),
    "approved": Words("approved", "已批准"),
    "brand": Words("brand", "品牌"),
    "by": Words("by", "审批"),
    "changed": Words("changed", "修改"),
    "changes": Words("Changes", "变更"),
    "commission": Words("commission", "佣金"),
    "count_damaged": Words(
        "{file}, which says how much was written, does not hold what was written. Put back a copy "
        "of {folder} from before, all files of it; or go on with what there is: make run "
        "ARGS=--as-it-is (fenrun run --as-it-is).",
        "{file} 记录已写入多少，其内容与写入时不符。请恢复 {folder} 以前的完整副本；或以现有内容"
        "继续：make run ARGS=--as-it-is（fenrun run --as-it-is）。",
    ),
    "count_gone": Words(
        "{count} does not say how many commits {file} has had: nobody can tell whether its "
        "{commits} are all. Put back a copy of {folder} from before, all files of it; or go on "
        "with what there is: make run ARGS=--as-it-is (fenrun run --as-it-is).",
        "{count} 没有记录 {file} 的提交次数：无法判断现有的 {commits} 次是否完整。请恢复 {folder} "
        "以前的完整副本；或以现有内容继续：make run ARGS=--as-it-is（fenrun run --as-it-is）。",
    ),
    "data_of_another_format": Words(
        "The data in {folder} was written by another version of Fenrun, which stored it in another "
        "way. Start anew with make run FRESH=1 (fenrun run --fresh), which deletes it, or name "
        "another folder with --data.",
        "{folder} 中的数据由另一版本的分润写入，存储格式不同。请用 make run FRESH=1（fenrun run "
        "--fresh）清空后重新开始，或用 --data 指定其他文件夹。",
    ),
    "file_damaged": Words(
        "{file} does not hold what was written ({what}). Put back a copy of {folder} from before, "
        "all files of it, or start anew with make run FRESH=1 (fenrun run --fresh), which deletes "
        "them.",
        "{file} 的内容与写入时不符（{what}）。请恢复 {folder} 以前的完整副本，或用 make run "
        "FRESH=1（fenrun run --fresh）清空后重新开始。",
    ),
    "file_gone": Words(
        "{file} is gone, or empty; it was there before. Put back a copy of {folder} from before, "
        "all files of it; or go on without it: make run ARGS=--as-it-is (fenrun run --as-it-is); "
        "or start anew: make run FRESH=1.",
        "{file} 已不存在或为空；以前是有的。请恢复 {folder} 以前的完整副本；或放弃该文件继续："
        "make run ARGS=--as-it-is（fenrun run --as-it-is）；或清空后重新开始：make run FRESH=1。",
    ),
    "file_in_use": Words(
        "{file} is in use: another Fenrun holds it. Use that one, stop it with Ctrl-C, or give "
        "--data and --port (make run ARGS='--data other --port 8710').",
        "{file} 正被另一个分润占用。请使用那一个，或用 Ctrl-C 停止它，或指定 --data 和 --port"
        "（make run ARGS='--data other --port 8710'）。",
    ),
    "file_unusable": Words(
        "{file} cannot be used ({why}). See whether the disk has room, whether you may read and "
        "write it, and whether a folder stands where a file belongs, or the other way round.",
        "{file} 无法使用（{why}）。请检查磁盘空间、读写权限，以及应为文件之处是否为文件夹"
        "（或相反）。",
    ),
    "history_short": Words(
        "{file} holds {commits} commits and {count} says {told}: the last of them are lost, "
        "perhaps with a damaged {file}-wal. Put back a copy of {folder} from before, all files of "
        "it; or go on without them: make run ARGS=--as-it-is (fenrun run --as-it-is); or start "
        "anew: make run FRESH=1.",
        "{file} 有 {commits} 次提交，而 {count} 记录为 {told} 次：最后几次已丢失（可能 {file}-wal "
        "已损坏）。请恢复 {folder} 以前的完整副本；或放弃丢失部分继续：make run ARGS=--as-it-is"
        "（fenrun run --as-it-is）；或清空后重新开始：make run FRESH=1。",
    ),
    "keys_damaged": Words(
        "{file} does not hold the keys that were written. Put back a copy of it, or delete it: the "
        "next start makes new keys, and the old ones are good for nothing.",
        "{file} 中的密钥与写入时不符。请恢复其副本，或删除该文件：下次启动会生成新密钥，"
        "旧密钥随之失效。",
    ),
    "guard": Words("Guard", "合规检查"),
    "guard_refuses": Words(
        "the guard refuses it: correct the file and propose it anew",
        "合规检查未通过，不能批准",
    ),
    "in_force": Words("in force", "现行"),
    "in_force_from": Words("in force from", "生效"),
    "judged": Words("Judged by {clock:judged_by}, {at}.", "依据{clock:judged_by} {at} 判断。"),
    "look_at_warnings": Words(
        "Read what the guard says; how to approve it, warnings and all, stands below that:",
        "请先阅读合规检查的结果；其下列有确认全部警告的批准命令：",
    ),
    "look_again": Words(
        "Look at it, then repeat this command with --seen and the version shown there:",
        "请先查看，然后加上 --seen 和所示版本，重新执行本命令：",
    ),
    "more_faults": Words(
        "and {more} more; correct these first", "另有 {more} 处；请先更正以上各处"
    ),
    "no_changes": Words("nothing changes", "没有变化"),
    "no_period": Words(
        "is no period: write a month 2025-01 … 2025-12, a quarter 2025-Q1 … 2025-Q4 or a year 2025",
        "不是周期：月写 2025-01，季写 2025-Q1，年写 2025",
    ),
    "no_version": Words(
        "there is no {label}: version {number} is {known}",
        "没有 {label}：版本 {number} 是 {known}",
    ),
    "nothing_happened": Words(
        "no order changed its status, no commission moved", "没有订单变更状态，没有佣金变动"
    ),
    "nothing_waits": Words("nothing waits for a second person", "没有待审批事项"),
    "nothing_wrong": Words("nothing is wrong", "没有问题"),
    "open": Words("open", "待审"),
    "payout_account_entered": Words("where he is paid is entered", "收款账户已登记"),
    "orders": Words("orders", "订单"),
    "place": Words("place", "位置"),
    "proposed": Words("what is proposed", "申请内容"),
    "proposal_version": Words("proposal version", "申请版本"),
    "reason": Words("reason", "原因"),
    "rejected": Words("rejected", "已驳回"),
    "relation_history": Words("relation history", "上级变更"),
    "removed": Words("removed", "删除"),
    "since": Words("since", "起"),
    "to_approve": Words("to approve", "批准"),
    "take_back": Words("To take it back:", "撤回："),
    "until": Words("until", "至"),
    "upline": Words("upline", "上级"),
    "distributors_own": Words(
        "{path} is a distributor's own: say which one, like --as distributor:A",
        "{path} 属于分销员本人：请写明是谁，如 --as distributor:A",
    ),
    "laptop_failed": Words(
        "Fenrun failed: {why}. Start it again (make run), then repeat this command.",
        "分润没有应答（{why}）。请重新启动（make run）后重试。",
    ),
    "never_asked_to_pay": Words(
        "there is no code to pay with; ask for one first: "
        "fenrun call POST /v1/orders/{order}/payment",
        "没有付款码，请先获取：fenrun call POST /v1/orders/{order}/payment",
    ),
    "no_confirmation_awaited": Words(
        "{payout} waits for no confirmation; its transfers: {states}",
        "打款 {payout} 没有等待收款确认的转账；各笔转账：{states}",
    ),
    "no_role": Words(
        "{role!r} is no role; choose one of {roles}", "没有角色 {role!r}；可选：{roles}"
    ),
    "nothing_runs_here": Words(
        "no Fenrun is running on the folder {folder}. Start it first: make run (or fenrun run); "
        "for another folder give --data FOLDER.",
        "文件夹 {folder} 未运行分润。请先启动：make run（或 fenrun run）；其他文件夹请用 "
        "--data FOLDER 指定。",
    ),
    "paid_before": Words(
        "{order} was paid before; nothing is left to pay: fenrun call GET /v1/orders/{order} "
        "shows it.",
        "订单 {order} 此前已付款，无需再付；查看：fenrun call GET /v1/orders/{order}",
    ),
    "payment_closed": Words(
        "{order} can be paid no more: it was cancelled, or its time to pay is over. Place a new "
        "order.",
        "订单 {order} 已取消或付款期限已过，不能再付款；请重新下单。",
    ),
    "proxy_for_programs": Words(
        "for programs on this machine, not for pages of a browser",
        "仅供本机程序调用，不供浏览器网页使用",
    ),
    "which_distributor": Words(
        "say which distributor, like distributor:A", "请写明哪位分销员，如 distributor:A"
    ),
}

PROPOSED: Mapping[str, Words] = {
    "account": Words("account", "账户"),
    "amount_fen": Words("amount", "金额"),
    "award": Words("award", "奖励"),
    "bank": Words("bank", "银行"),
    "choice": Words("decision", "处理"),
    "expected_fen": Words("expected", "应为"),
    "failed": Words("failed", "失败转账"),
    "holder": Words("holder", "户名"),
    "kind": Words("kind", "类型"),
    "number": Words("number", "账号"),
    "order": Words("number at the channel", "渠道单号"),
    "payee": Words("payee", "收款人"),
    "payees": Words("payees", "收款人"),
    "period": Words("period", "周期"),
    "reason": Words("why it does not fit", "不符原因"),
    "round": Words("round", "轮次"),
    "to": Words("to", "改归"),
    "total_fen": Words("sum", "合计"),
    "until": Words("until", "至"),
}
"""What stands in a proposal, by the names of its content; what has no words here says its name."""

JUDGED_BY: Mapping[str, Words] = {
    "business_time": Words("the running Fenrun's business time", "运行中的业务时间"),
    "computer": Words("this computer's clock", "本机时钟"),
    "computer_alone": Words(
        "this computer's clock, since no Fenrun is running on the folder {folder}",
        "本机时钟（文件夹 {folder} 未运行分润）",
    ),
}
