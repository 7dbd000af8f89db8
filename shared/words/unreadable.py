"""What people read about a file that is no document, before anybody looks at what it says."""

from collections.abc import Mapping

from shared.words.wording import Words

UNREADABLE: Mapping[str, Words] = {
    "alias": Words(
        "an alias (`*name`) is not taken here; write the value out", "不支持引用（*）；请写出其值"
    ),
    "anchor": Words(
        "an anchor (`&name`) is not taken here; leave it out, or quote text that begins with &",
        "不支持锚点（&）；请删去，或给以 & 开头的文字加引号",
    ),
    "backslash": Words(
        "a backslash in double quotes that nothing is known for; put the text in single quotes",
        "双引号内有无法识别的反斜杠；请改用单引号",
    ),
    "braces_open": Words(
        "a part in braces that is not closed; write `,` between its entries and `}}` behind them",
        "花括号没有结束；各项之间写 `,`，末尾写 `}}`",
    ),
    "directive": Words(
        "a line that begins with % asks for another YAML; remove the line",
        "以 % 开头的一行要求了其他 YAML 版本；请删去该行",
    ),
    "empty": Words("the file is empty; write what it should say", "文件为空；请写上内容"),
    "full_width": Words(
        "write half-width characters instead of {characters}", "请用半角字符代替 {characters}"
    ),
    "hidden_character": Words(
        "a character that nobody can see ({character}) stands here; type the line anew",
        "此行含不可见字符（{character}）；请重新输入该行",
    ),
    "indentation": Words(
        "wrong indentation; let entries of one part begin in one column",
        "缩进有误；同一部分的各项须左对齐",
    ),
    "list_open": Words(
        "a list that is not closed; write `,` between its items and `]` behind them",
        "列表没有结束；各项之间写 `,`，末尾写 `]`",
    ),
    "no_colon": Words(
        "an entry without its colon; write `name: value`, with a space behind the colon",
        "此项缺少冒号；请写成 `名称: 值`，冒号后留一个空格",
    ),
    "no_key": Words(
        "a list or a table stands where a name belongs; write `name: value`",
        "名称处写了列表或表；请写成 `名称: 值`",
    ),
    "no_file": Words(
        "there is no such file, and no such preset; presets are {presets}",
        "没有此文件，也没有此预设；预设有 {presets}",
    ),
    "no_plan": Words(
        "a plan is a mapping; begin with `name: ` or `preset: `, each on a line of its own, with "
        "half-width colons",
        "方案由“名称: 值”组成；请以 `name: ` 或 `preset: ` 开头，每项一行，用半角冒号",
    ),
    "no_layout": Words(
        "a description of columns is a mapping; begin with `name: `, and `columns: ` with a header "
        "for buyer, date and amount; `fenrun history --print-columns` prints one",
        "列说明由“名称: 值”组成；请以 `name: ` 开头，`columns: ` 下写明 buyer、date、amount "
        "的表头；`fenrun history --print-columns` 可打印一份",
    ),
    "no_space": Words("write a space behind `:` and `-`", "`:` 与 `-` 之后请留一个空格"),
    "no_such_layout": Words(
        "there is no such layout; there are {names}, or describe the columns by --columns FILE",
        "没有这种布局；可选 {names}，或用 --columns FILE 说明各列",
    ),
    "no_policy": Words(
        "a policy is a mapping of `name: value`, each on a line of its own, with half-width "
        "colons; begin with a copy of docs/policy.yaml",
        "政策由“名称: 值”组成，每项一行，用半角冒号；可复制 docs/policy.yaml 后修改",
    ),
    "no_utf_8": Words(
        "the byte {byte} is no UTF-8: the file seems to be {encoding}; save it as UTF-8",
        "字节 {byte} 不是 UTF-8：文件似为 {encoding} 编码；请另存为 UTF-8",
    ),
    "not_read": Words("{why}; give the path of a file", "无法读取（{why}）；请给出文件路径"),
    "number_too_long": Words(
        "a number of {digits} digits; nothing is so large, correct it",
        "此处的数字长达 {digits} 位，请更正",
    ),
    "other": Words("{problem}", "无法按 YAML 解析（{problem}）"),
    "quote_it": Words(
        "text that begins with %, @ or ` stands without quotes; put it in quotes",
        "以 %、@ 或 ` 开头的文字没有引号；请加引号",
    ),
    "second_document": Words(
        "a second document begins here, and a file holds one; remove the line `---`, or give the "
        "second a file of its own",
        "此处开始了第二份文档，而每个文件只写一份；请删去 `---` 一行，或将其另存为文件",
    ),
    "second_part": Words(
        "the document ended above (`...`, or the end of its list or table); remove what stands "
        "behind its end",
        "文档在上方已结束（`...`，或列表、表的末尾）；请删去其后的内容",
    ),
    "tab": Words("a tab; indent with spaces", "此处有制表符（Tab）；缩进请用空格"),
    "tag": Words(
        "a tag (`!name`) is not taken here; leave it out, or quote text that begins with !",
        "不支持类型标签（!）；请删去，或给以 ! 开头的文字加引号",
    ),
    "text_open": Words(
        "text in quotes that does not end; close the quotes", "引号没有结束；请补上后引号"
    ),
    "too_deep": Words(
        "nested too deeply; no document needs so many levels", "嵌套过深；文档不需要这么多层"
    ),
    "too_long": Words(
        "a file of more than {most} bytes is no document that anybody has written; name another",
        "文件超过 {most} 字节，不是人工编写的文档；请指定其他文件",
    ),
    "twice": Words(
        "{key!r} stands here twice; keep one of them", "{key!r} 在此重复出现，请只保留一处"
    ),
    "two_colons": Words(
        "a second `: ` in one line, or wrong indentation; put text with a colon in quotes",
        "一行中有两个 `: ` 或缩进有误；含冒号的文字请加引号，每项另起一行",
    ),
}
