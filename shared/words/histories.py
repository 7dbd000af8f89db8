"""What people read about a file of past orders: what is wrong in which line, what was read."""

from collections.abc import Mapping

from shared.words.wording import Words

HISTORY: Mapping[str, Words] = {
    "read": Words(
        "{file}: layout {layout}, {encoding}<, cells divided by {separator}>, {rows} rows",
        "{file}：布局 {layout}，{encoding}<，分隔符 {separator}>，{rows} 行",
    ),
    "orders": Words(
        "orders {orders}, of which sales {sales} ({lines} lines, {buyers} buyers)",
        "订单 {orders} 笔，其中销售 {sales} 笔（{lines} 行，{buyers} 位客户）",
    ),
    "days": Words("days {first} … {last}", "日期 {first} … {last}"),
    "goods": Words(
        "paid for goods {goods_fen:yuan}, discounts of {discount_fen:yuan} taken off; freight "
        "{freight_fen:yuan} beside them",
        "商品实付 {goods_fen:yuan}（已减优惠 {discount_fen:yuan}）；运费 {freight_fen:yuan} 另计",
    ),
    "refunds": Words(
        "given back of goods {refunded_fen:yuan} (orders: {refunded_orders}), of freight "
        "{freight_refunded_fen:yuan}; net {net_fen:yuan}",
        "商品退款 {refunded_fen:yuan}（{refunded_orders} 笔），运费退款 "
        "{freight_refunded_fen:yuan}；净额 {net_fen:yuan}",
    ),
    "open_refunds": Words(
        "asked back and not yet given back, not counted: {open_refund_fen:yuan}",
        "申请中尚未退款，未计入：{open_refund_fen:yuan}",
    ),
    "masked": Words(
        "names are hidden in part, as in J***: those of {masked_buyers} buyers; people whose names "
        "look the same are one buyer here",
        "{masked_buyers} 位客户的名字部分隐藏（如 张**）；看起来相同的名字在此算作同一位客户",
    ),
    "no_sale": Words(
        "no sale, not counted: {orders} of status {status} ({fen:yuan})",
        "不计为销售：状态“{status}” {orders} 笔（{fen:yuan}）",
    ),
    "no_pieces": Words(
        "no sale, not counted: {orders} of 0 pieces ({fen:yuan})",
        "不计为销售：0 件 {orders} 笔（{fen:yuan}）",
    ),
    "totals": Words(
        "the file's own totals agree ({totals_checked} columns)",
        "与文件自带的合计一致（{totals_checked} 列）",
    ),
}

FAULT: Mapping[str, Words] = {
    "history_amount_large": Words(
        "{column} is {written}; {most_fen:yuan} is the most; write a smaller amount",
        "“{column}”为 {written}，最多 {most_fen:yuan}；请改小",
    ),
    "history_below_totals": Words(
        "a row below the totals of line {line}; take the totals out, or put this row above them",
        "此行位于第 {line} 行合计之下；请删去合计行，或将此行移到合计之上",
    ),
    "history_column_missing": Words(
        "no column {names}, which the layout {layout} needs; add one, or say by --columns FILE "
        "which column it is",
        "缺少布局 {layout} 所需的列：{names}；请补上一列，或用 --columns FILE 指明是哪一列",
    ),
    "history_column_nameless": Words(
        "column {column} has values and no name in the header; name it, or empty it",
        "第 {column} 列有内容而表头无名；请补列名，或清空该列",
    ),
    "history_column_needed": Words(
        "no header for {columns}; add one, like `{column}: …`",
        "缺少 {columns} 的表头；请补上其一，如 `{column}: …`",
    ),
    "history_column_twice": Words(
        "column {name} stands there twice; keep one of them", "列“{name}”出现两次；请只留一列"
    ),
    "history_column_unknown": Words(
        "column {name} is unknown to the layout {layout}, so it is not read past; if it says "
        "nothing of payments, refunds or statuses, add --ignore '{name}', else describe it by "
        "--columns FILE",
        "布局 {layout} 不认识列“{name}”，不能略过不读；若与付款、退款、状态无关，请加 "
        "--ignore '{name}'，否则请用 --columns FILE 说明",
    ),
    "history_column_unknown_but_near": Words(
        "column {name} is unknown; did you mean {near}? Correct its name; if it says nothing of "
        "payments, refunds or statuses, add --ignore '{name}'",
        "不认识列“{name}”；是否应为 {near}？请更正列名；若与付款、退款、状态无关，请加 "
        "--ignore '{name}'",
    ),
    "history_columns_alike": Words(
        "columns {names} both say {column}; keep one, or add --ignore with the name of the other",
        "列 {names} 同指 {column}；请只留一列，或用 --ignore 略去另一列",
    ),
    "history_currency": Words(
        "{column} is {written}; amounts are yuan: write CNY, or take the order out",
        "“{column}”为 {written}；金额须为人民币：请写 CNY，或删去该订单",
    ),
    "history_discount_above": Words(
        "order {order}: discounts of {discount_fen:yuan} are more than the goods, "
        "{goods_fen:yuan}; correct one of them",
        "订单 {order}：优惠 {discount_fen:yuan} 大于商品金额 {goods_fen:yuan}；请更正其一",
    ),
    "history_empty": Words(
        "no order in it; put one order a line below the header",
        "没有订单；请在表头下每行写一笔订单",
    ),
    "history_damaged": Words(
        "{column} is {written}: letters were lost when the file was saved; export it again, as "
        "CSV UTF-8",
        "“{column}”为 {written}：保存文件时有文字丢失；请以 CSV UTF-8 重新导出",
    ),
    "history_field": Words("{field}: {what:fault}", "{field}：{what:fault}"),
    "history_field_missing": Words("is missing; add {name}", "缺少 {name}，请补上"),
    "history_field_twice": Words(
        "{name} stands there twice; keep one of them", "{name} 出现两次；请只留一个"
    ),
    "history_founder": Words(
        "buyer is {written}; write a name without {founder} in front, as those are called whom "
        "the brand enrols itself",
        "客户为 {written}；请勿以 {founder} 开头，品牌自行登记的分销商才如此命名",
    ),
    "history_given_back_unlike": Words(
        "the status says that all was given back, the amount {refunded_fen:yuan} of "
        "{paid_fen:yuan}; correct one of them",
        "状态为全部退款，金额却是 {paid_fen:yuan} 中的 {refunded_fen:yuan}；请更正其一",
    ),
    "history_himself_unlike": Words(
        "himself must be the buyer; give both the same id", "himself 须为客户本人；两处请写同一编号"
    ),
    "history_locked": Words(
        "this workbook has a password; open it, save it without one or as CSV",
        "此工作簿设有密码；请打开后另存为无密码的文件或 CSV",
    ),
    "history_large": Words(
        "the file is larger than {most} MiB; divide it by months",
        "文件超过 {most} MiB；请按月拆分",
    ),
    "history_lines": Words(
        "order {order} has {lines} lines; {most} are the most: divide it",
        "订单 {order} 有 {lines} 行，最多 {most} 行；请拆分",
    ),
    "history_named_twice": Words(
        "{name} is named twice; a header means one thing", "{name} 写了两次；一个表头只有一个含义"
    ),
    "history_negative": Words(
        "{column} is {written}; write 0 or more: a refund stands in a column of refunds, or as a "
        "row whose amount is below nothing",
        "“{column}”为 {written}；请写 0 或以上：退款应写在退款列，或写成金额为负的一行",
    ),
    "history_no_amount": Words(
        "{column} is {written}; write yuan like 29.33, in fen or coarser, a comma only between "
        "thousands and inside quotes",
        "“{column}”为 {written}；请写元，如 29.33，最多两位小数，千分位逗号须在引号内",
    ),
    "history_no_calamine": Words(
        "a workbook, which needs one more package: pip install 'fenrun[sheets]'; or save it as CSV",
        "读取工作簿还需一个软件包：pip install 'fenrun[sheets]'；或另存为 CSV",
    ),
    "history_no_count": Words(
        "{column} is {written}; write a whole number of pieces, 1 to 999999",
        "“{column}”为 {written}；请写件数，1 至 999999 的整数",
    ),
    "history_no_day": Words(
        "{column} is {written}; write a day like 2025-01-31, or a time like 2025-01-31 09:05; if "
        "years stand behind, say --dates day_first or month_first",
        "“{column}”为 {written}；请写日期如 2025-01-31，或时间如 2025-01-31 09:05；若年份在后，"
        "请加 --dates day_first 或 month_first",
    ),
    "history_no_header": Words(
        "no column {names}; begin with {like} (the layout {layout}), or describe the columns by "
        "--columns FILE",
        "缺少列 {names}；请以 {like} 开头（布局 {layout}），或用 --columns FILE 说明各列",
    ),
    "history_no_json": Words(
        "this is no JSON object: {why}; write one order a line",
        "不是 JSON 对象：{why}；请每行写一笔订单",
    ),
    "history_no_name": Words(
        "{column} is {written}; write 1 to {most} characters, no tab or line break among them",
        "“{column}”为 {written}；请写 1 至 {most} 个字符，其中不能有制表符或换行",
    ),
    "history_no_row": Words(
        "not a readable text file: a quote that is not closed, or text behind one ({why}); write "
        'it twice inside quotes, like "5"" pipe"',
        "不是可读的文本文件：引号未结束，或引号后还有文字（{why}）；引号内的引号请写两个",
    ),
    "history_no_sale": Words(
        "no sale in it to replay: fenrun history says what its orders are; take a file with some",
        "没有可重放的销售：fenrun history 说明其中的订单；请换一份有销售的文件",
    ),
    "history_no_table": Words(
        "this is a document, a picture or an archive, whatever it is called; unpack it if it is an "
        "archive, else export the orders as CSV or XLSX",
        "这其实是文档、图片或压缩包；若是压缩包请先解压，否则请将订单导出为 CSV 或 XLSX",
    ),
    "history_nothing": Words("the file is empty; export it again", "文件是空的；请重新导出"),
    "history_no_text": Words(
        "not a readable text file in UTF-8, GBK or UTF-16: line {line} is in none of them; save "
        "it as CSV UTF-8",
        "不是 UTF-8、GBK 或 UTF-16 的可读文本文件：第 {line} 行无法识别；请另存为 CSV UTF-8",
    ),
    "history_no_value": Words(
        "{column} is {written}, which programs write where there is nothing; write the right one, "
        "or take the order out",
        "“{column}”为 {written}，这是程序在无值时写的；请填上正确内容，或删去该订单",
    ),
    "history_no_workbook": Words(
        "not a readable workbook: {why}; open it in a spreadsheet and save it as XLSX or CSV",
        "不是可读的工作簿：{why}；请用表格软件打开后另存为 XLSX 或 CSV",
    ),
    "history_order_differs": Words(
        "order {order} has {one}, and in line {line} {other}; rows of one order have one buyer "
        "and one day: correct them, or give one of them another number",
        "订单 {order} 为 {one}，第 {line} 行却为 {other}；同一订单只有一个客户、一个日期：请更正，"
        "或另编订单号",
    ),
    "history_order_lacks": Words(
        "order {order} has no {what} in any row; write it in the first, or take the order out",
        "订单 {order} 各行都没有 {what}；请写在首行，或删去该订单",
    ),
    "history_order_sums_differ": Words(
        "order {order} has {one_fen:yuan} and {other_fen:yuan} in one column of the order; write "
        "the same in all its rows, or only in the first",
        "订单 {order} 的同一订单列既有 {one_fen:yuan} 又有 {other_fen:yuan}；各行须相同，"
        "或只写首行",
    ),
    "history_order_twice": Words(
        "order {order} stands here twice, first in line {line}; keep one of them",
        "订单 {order} 出现两次，首次在第 {line} 行；请只留一笔",
    ),
    "history_person_twice": Words(
        "somebody stands twice in the chain; name everybody once",
        "上级链中有人出现两次；每人只写一次",
    ),
    "history_pieces": Words(
        "qty is '{qty}' with {fen:yuan} paid; write 1 or more pieces, 0 only where all was given "
        "back",
        "件数为 '{qty}'，却付了 {fen:yuan}；请写 1 件或以上，仅全部退款时可写 0",
    ),
    "history_pieces_left": Words(
        "order {order}: {column} leaves out what was given back, and what was sold cannot be told "
        "from it; export the full quantity as well",
        "订单 {order}：“{column}”不含已退件数，无法得知售出件数；请同时导出完整数量",
    ),
    "history_prices_unlike": Words(
        "order {order}: goods are {goods_fen:yuan}, but prices {prices_fen:yuan} less "
        "{discount_fen:yuan} are another sum; correct them, or add --ignore '{column}' to divide "
        "the goods by prices alone",
        "订单 {order}：商品金额为 {goods_fen:yuan}，但单价合计 {prices_fen:yuan} 减优惠 "
        "{discount_fen:yuan} 与之不符；请更正，或加 --ignore '{column}'，仅按单价分摊",
    ),
    "history_refund_above": Words(
        "{column} is {written}, more than the amount, of which {most_fen:yuan} was left; correct "
        "one of them",
        "“{column}”为 {written}，大于可退的 {most_fen:yuan}；请更正其一",
    ),
    "history_refund_alone": Words(
        "order {order} has a refund and no sale in this file; export the days before as well, or "
        "take the row out",
        "订单 {order} 在此文件中只有退款没有销售；请连同之前的日期导出，或删去此行",
    ),
    "history_refund_before": Words(
        "order {order} was paid on {paid}, and money went back on {back} already; correct one day",
        "订单 {order} 于 {paid} 付款，退款日期却为 {back}；请更正其一",
    ),
    "history_refund_both_ways": Words(
        "order {order} has {rows_fen:yuan} given back as rows of their own, and {column} says "
        "{fen:yuan} as well; keep one of the two, if they are the same money",
        "订单 {order} 既有单独的退款行 {rows_fen:yuan}，“{column}”又有 {fen:yuan}；若是同一笔退款"
        "请只留其一",
    ),
    "history_refund_of_nothing": Words(
        "{written} is a refund, and no sale of {buyer} before it has so much left; add the sale, "
        "or correct the row",
        "{written} 为退款，但 {buyer} 在此之前没有可退这么多的销售；请补上该销售，或更正此行",
    ),
    "history_refund_of_several": Words(
        "{written} is a refund that may be of several sales (lines {lines}); say which: give all "
        "rows a column order",
        "{written} 为退款，可能属于多笔销售（第 {lines} 行）；请为所有行加上 order 列指明",
    ),
    "history_refund_unknown": Words(
        "{column} is {written}, a state of refunds that is not known; say what it means by "
        "--columns FILE, under refund_statuses: given_back, open or none",
        "“{column}”为 {written}，是未知的退款状态；请用 --columns FILE 在 refund_statuses 中说明："
        "given_back、open 或 none",
    ),
    "history_refund_unlike": Words(
        "the refund's state says {state}, the amount {fen:yuan}; correct one of them",
        "退款状态为 {state}，金额为 {fen:yuan}，两者不符；请更正其一",
    ),
    "history_refund_unsaid": Words(
        "order {order}: {column} says that money went back, and no amount says how much; add a "
        "column of what was given back, or export the status as it is now",
        "订单 {order}：“{column}”说明有退款，但没有金额；请补上退款金额列，或重新导出现在的状态",
    ),
    "history_refunds_differ": Words(
        "rows give back {rows_fen:yuan}, the order {order_fen:yuan}; correct one of them, or add "
        "--ignore with the name of one column",
        "各行共退 {rows_fen:yuan}，订单退 {order_fen:yuan}；请更正其一，或用 --ignore 略去一列",
    ),
    "history_restock_of_nobody": Words(
        "only a distributor restocks; say of the buyer himself what he is",
        "只有分销商才进货；请用 himself 说明客户的身份",
    ),
    "history_rounded": Words(
        "{column} is {written}, and all long numbers of this file end in zeros: a spreadsheet has "
        "rounded them; export it again, and open it with this column as text",
        "“{column}”为 {written}，且文件中所有长号码末位都是 0：已被表格软件四舍五入；请重新导出，"
        "并以文本格式打开该列",
    ),
    "history_row_above_price": Words(
        "order {order}: {amount_fen:yuan} was paid for this row, more than its pieces cost, "
        "{pieces_fen:yuan}; it may be what the whole order was paid: correct it, or add --ignore "
        "'{column}' if the price is wrong",
        "订单 {order}：此行实付 {amount_fen:yuan}，大于单价乘件数 {pieces_fen:yuan}，"
        "可能是整单的金额；请更正，若单价有误请加 --ignore '{column}'",
    ),
    "history_row_long": Words(
        "{cells} cells under {columns} columns; put quotes around what holds a separator, like "
        '"1,198.00"',
        '表头 {columns} 列，此行却有 {cells} 格；含分隔符的内容请加引号，如 "1,198.00"',
    ),
    "history_row_short": Words(
        "{cells} cells under {columns} columns, the row is cut short; write the cells that are "
        "missing, empty ones too, or take it out; it begins with {begins}",
        "表头 {columns} 列，此行只有 {cells} 格，行不完整；请补全缺少的格，空格也要分隔，"
        "或删去此行（开头为 {begins}）",
    ),
    "history_row_swallowed": Words(
        "the cell under {column} has line breaks and what looks like further rows: a quote stands "
        'there that is not closed; take it out, or write it twice inside quotes, like "5"" pipe"',
        "“{column}”下的一格含有换行，且像是包进了后面的行：有引号未结束；请删去该引号，"
        "或在引号内写两个引号",
    ),
    "history_row_twice": Words(
        "order {order} has this row in line {line} already, apart from this one or not given "
        "back; keep the one that holds, or put them together if they are two lines of the order",
        "订单 {order} 的同一行已在第 {line} 行，且不相邻或一行已退款；请只留有效的一行，"
        "若确为两行请放在一起",
    ),
    "history_rows_unlike": Words(
        "order {order}: its rows are {rows_fen:yuan} and freight {freight_fen:yuan}, the order "
        "says {total_fen:yuan}; correct one of them, or add --ignore '{column}'",
        "订单 {order}：各行合计 {rows_fen:yuan}，运费 {freight_fen:yuan}，订单却为 "
        "{total_fen:yuan}；请更正其一，或加 --ignore '{column}'",
    ),
    "history_sheets": Words(
        "several sheets hold orders: {names}; keep one of them, or save each as a file",
        "多个工作表含有订单：{names}；请只留一个，或各存为一个文件",
    ),
    "history_shortened": Words(
        "{column} is {written}, which a spreadsheet has shortened: its last digits are gone; "
        "export it again, and open it with this column as text",
        "“{column}”为 {written}，已被表格软件缩成科学计数，末位数字丢失；请重新导出，"
        "并以文本格式打开该列",
    ),
    "history_status_unknown": Words(
        "{column} is {written}, a status that is not known; say what it means, like --status "
        "TEXT=sale, TEXT=given_back or TEXT=no_sale",
        "“{column}”为 {written}，是未知的状态；请说明其含义，如 --status 文字=sale、"
        "文字=given_back 或 文字=no_sale",
    ),
    "history_thousands_apart": Words(
        "{one},{other} may be one number whose comma stands outside quotes; write quotes around "
        "it, or {one}.00 for an amount without fen",
        "{one},{other} 可能是一个未加引号的带千分位金额；请加引号，若是两个金额请写 {one}.00",
    ),
    "history_total_below": Words(
        "order {order}: {total_fen:yuan} was paid in all, less than freight, tax and fees of "
        "{freight_fen:yuan}; correct one of them",
        "订单 {order}：实付合计 {total_fen:yuan}，小于运费、税与手续费 {freight_fen:yuan}；"
        "请更正其一",
    ),
    "history_total_pieces_unlike": Words(
        "{column} adds up to {total} here, the rows above are {there}; rows are missing, or "
        "changed: export it again",
        "“{column}”合计为 {total}，以上各行为 {there}；有行缺失或被改动，请重新导出",
    ),
    "history_total_unlike": Words(
        "{column} adds up to {total_fen:yuan} here, the rows above are {there_fen:yuan}; rows are "
        "missing, or changed: export it again",
        "“{column}”合计为 {total_fen:yuan}，以上各行为 {there_fen:yuan}；有行缺失或被改动，"
        "请重新导出",
    ),
    "history_two_meanings": Words(
        "{name} has two meanings; keep one of them", "“{name}”有两种含义；请只留一种"
    ),
    "history_two_marks": Words(
        "{one} has a decimal point and {other} a decimal comma; write all amounts in one way",
        "{one} 用小数点，{other} 用小数逗号；所有金额请用同一种写法",
    ),
    "history_two_signs": Words(
        "{column} is {written}, others of this column have the other sign; write all in one way",
        "“{column}”为 {written}，与该列其他值正负不同；请统一写法",
    ),
    "history_unpaid_unknown": Words(
        "order {order} has no time of payment, and no column says its status; export the status "
        "too, or take out what was not paid",
        "订单 {order} 没有付款时间，也没有状态列；请连同状态导出，或删去未付款的订单",
    ),
    "history_web_page": Words(
        "this is a web page or XML, whatever it is called; open it in a spreadsheet and save it as "
        "XLSX or CSV",
        "这其实是网页或 XML；请用表格软件打开后另存为 XLSX 或 CSV",
    ),
    "history_unreadable": Words(
        "not a readable text file: {why}; export it again", "不是可读的文本文件：{why}；请重新导出"
    ),
}
