"""What people read about a story that is played from a file: its faults, its end."""

from collections.abc import Mapping

from shared.words.wording import Words

STORY: Mapping[str, Words] = {
    "as_expected": Words("ends as expected", "结果与预期一致"),
    "differs": Words("different", "不符"),
    "different": Words("does not end as expected", "结果与预期不符"),
    "nothing_held": Words("nobody holds anything", "无人持有任何款项"),
    "of_all": Words(
        "{good} of {all} scenarios end as expected", "{all} 个故事中 {good} 个结果与预期一致"
    ),
    "notice": Words("notice", "通知"),
    "order": Words("order", "订单"),
    "postings": Words("Postings", "分录"),
    "rejected": Words("event {event} is refused", "第 {event} 个事件被拒绝"),
    "released_at": Words("released at", "解冻时间"),
    "ship_by": Words("ship by", "发货期限"),
    "status": Words("status", "状态"),
    "time_back": Words(
        "earlier than the event before it; put the events in the order of their times",
        "早于前一事件；请按时间先后排列事件",
    ),
    "unexplained": Words(
        "--explain is for one file and for people; JSON has every `why`",
        "--explain 仅用于单个文件、供人阅读；JSON 已含每个 `why`",
    ),
    "no_story": Words(
        "no scenario here: a folder must have files that end in .yaml",
        "此处没有故事文件：文件夹中须有以 .yaml 结尾的文件",
    ),
    "unreadable": Words("unreadable", "无法读取"),
    "who": Words("who", "人员"),
    "window_ends": Words("window ends", "退货期截止"),
}

FAULT: Mapping[str, Words] = {
    "story_brand": Words(
        "brand is the name of the brand's own accounts; choose another",
        "brand 是品牌自有账户的名称；请另取一名",
    ),
    "story_code_unknown": Words(
        "{written} is no code of a refusal; write one of docs/codes.md",
        "{written} 不是拒绝代码；请写 docs/codes.zh-CN.md 中的代码",
    ),
    "story_instant_as_text": Words(
        'write the time as text, like "2025-03-01T10:00:00+08:00"',
        '时间请写成文字，如 "2025-03-01T10:00:00+08:00"',
    ),
    "story_kind_missing": Words("say what it is: {name} is missing", "缺少 {name}，请写明是什么"),
    "story_line_twice": Words(
        "line {line} stands here {times} times; number the lines from 1",
        "第 {line} 行出现 {times} 次；请从 1 起依次编号",
    ),
    "story_missing": Words("is missing; add it", "缺少此项，请补上"),
    "story_misnamed": Words(
        "{written} does not fit; a name matches {pattern}", "{written} 不合要求；须匹配 {pattern}"
    ),
    "story_one_person": Words(
        "name either a buyer or a distributor", "请在 buyer 与 distributor 中只写一个"
    ),
    "story_order_name": Words(
        "an order's name in a story holds neither / nor #; choose another",
        "故事中的订单名不得含 / 或 #；请另取一名",
    ),
    "story_terms_empty": Words(
        "name rates or sums a piece; a line that pays nothing has a rate of 0",
        "请写明费率或每件金额；不付佣金的行费率写 0",
    ),
    "story_unknown_person": Words(
        "{name} names {above}, who does not stand under people",
        "{name} 指向 {above}，而 people 中没有此人",
    ),
}
