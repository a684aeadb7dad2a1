/** Words for what is done with stock and what the bot is asked for. Data only. */
import type { BookableType } from "../../inventory/intent";

export interface Verb {
  readonly text: string;
  readonly type: BookableType;
  /** Everyday word: with nothing of the catalogue beside it, it says nothing to the bot. */
  readonly everyday: boolean;
  /** An item without a quantity is one piece. */
  readonly impliesOne: boolean;
  /** Says by itself that it has happened. */
  readonly done: boolean;
  /** Tells that something was used up, but not that it is to be booked: asked about. */
  readonly asked?: boolean;
}

interface VerbRow extends Omit<Verb, "text"> {
  readonly words: string;
}

const issue = { type: "issue", everyday: false, impliesOne: true, done: false } as const;

/** 来拿了, 过来领走了, 拿上去了 */
function withWays(): string {
  const long = ["上来", "下来", "过来", "上去", "下去", "过去"];
  const before = ["来", "去", ...long].flatMap((way) =>
    [..."拿领取借"].flatMap((did) => [`${way}${did}了`, `${way}${did}走了`]),
  );
  return [...before, ...long.map((way) => `拿${way}了`)].join(" ");
}

const rows: readonly VerbRow[] = [
  { ...issue, words: "领用 领取 领 领料 申领了 请领了 领下 领一下 领用下 领用一下 领取一下" },
  {
    ...issue,
    done: true,
    words: "领走 领了 领好了 领好 领用了 领取了 领咗 领走了 领出 领出了 领用完毕 代领 代领了",
  },
  { ...issue, everyday: true, words: "取 取用 拿 借 借用 攞 拎" },
  {
    ...issue,
    everyday: true,
    done: true,
    words:
      "领料单 领用单 领用登记 补拿 补拿了 还领了 还领走了 仲领咗 还拿了 还拿走了 还取了 还借了 仲攞咗 仲拎咗 仲拎走 取走 拿好了 取好了 借好了 取走了 取了 取用了 取咗 取出 取出了 拿走 拿走了 拿了 拿咗 拿去了 借走 借走了 借了 借用了 借咗 借出 借出了 借出去 借出去了 攞咗 攞走 攞走咗 攞了 拎走 拎走了 拎走咗 拎咗 拎了 提走 提走了 攞上来咗",
  },
  { ...issue, everyday: true, done: true, words: withWays() },
  {
    ...issue,
    everyday: true,
    impliesOne: false,
    done: true,
    words: "用了 用掉 用掉了 用咗 用去 用去了 使用了 耗掉 耗掉了 消耗掉 消耗掉了",
  },
  {
    ...issue,
    everyday: true,
    impliesOne: false,
    done: true,
    asked: true,
    words:
      "卖了 卖掉 卖掉了 卖出 卖出去 送了 送掉 送出 送出去 发了 发掉 发掉了 发出 发出去 发下去 发下去了 给了 送给 发给 外借 外借了 外借给 要了 借给 借给了 拿给 拿给了 分给 分给了 派给 派给了 派了 派发 派发了 顺走 顺走了 送患者 送病人 送客户 送客人 送顾客 送家长 送学员 送会员",
  },
  { ...issue, impliesOne: false, words: "消耗 耗用 出库 出仓" },
  { ...issue, impliesOne: false, done: true, words: "消耗了 耗用了 出库了 已出库 出咗库" },
  {
    type: "receipt",
    everyday: false,
    impliesOne: false,
    done: false,
    words:
      "入库 入库了 到货 到货了 补货 补货了 进货 进货了 收货 收货了 来货 来货了 入仓 入咗仓 入咗库 购入 采购入库 补充入库 到咗货 新到货 新到 新进 补仓 返货 返咗货 叫货到了 已入库 已到货 送货到 进场 进场了 已进场",
  },
  {
    type: "receipt",
    everyday: true,
    impliesOne: false,
    done: true,
    words: "到了 到咗 进了 收到 收到了 补了 补咗",
  },
  {
    type: "return",
    everyday: false,
    impliesOne: false,
    done: false,
    words:
      "归还 归还了 还回 还回了 还回来 还回来了 退回来 退回来了 退返来 交还了 退回 退回了 退还 退还了 返还 返还了 交还 交还了 退库 退库了 退仓 交回 交回了 归回 还返 退返 退料",
  },
  {
    type: "return",
    everyday: true,
    impliesOne: false,
    done: true,
    words:
      "还了 还咗 退了 退咗 还掉 还掉了 放回 放回了 放返 放返咗 放回去 放回去了 放回来 放回来了 还回去 还回去了 送回 送回了 送回去 送回去了 还到 还到了 还去 已还 已还了 已退 已退了 还 退",
  },
  {
    type: "stocktake",
    everyday: false,
    impliesOne: false,
    done: false,
    words:
      "盘点 盘点了 盘了下 盘了一下 盘了下是 实盘 实盘数 实盘数量 实际数 实际数了 实际数量 实际清点 实际盘点 实点 实点数 实数 盘存 盘库 清点 清点了 盘点数 盘点数量 盘点结果 盘点为 盘到 盘得 盘出 盘出来 盘了 实存 实际数出来 实际数下来 点算 点算咗 盘点实数 实际有 实际只有 实际剩 实际还有 实际剩余 实际是 实际为 实有 实剩",
  },
  {
    type: "stocktake",
    everyday: true,
    impliesOne: false,
    done: true,
    words:
      "数了 数了下 数了下有 数了一下有 数了有 数了数有 数下来 数下来有 数了数 数过 数出 数出来 数咗 点了点 点数",
  },
];

export const verbs: readonly Verb[] = rows.flatMap(({ words, ...verb }) =>
  words.split(" ").map((text) => ({ ...verb, text })),
);

export type StockClass =
  | "query"
  | "stock"
  | "have"
  | "ask-have"
  | "how-many"
  | "left"
  | "only-left"
  | "gone"
  | "low"
  | "restock"
  | "record"
  | "undo"
  | "correct"
  | "misread"
  | "confirm"
  | "reject"
  | "report-day"
  | "report-week"
  | "report-month"
  | "low-stock"
  | "board"
  | "help"
  | "book-figure"
  | "more"
  | "fewer"
  | "agrees"
  | "late"
  | "register"
  | "requester-label"
  | "department-label"
  | "item-label"
  | "amount-label"
  | "spec-label"
  | "note-label"
  | "phone-label"
  | "bot-label"
  | "bot-speech";

export const stockWords: Readonly<Record<StockClass, string>> = {
  query:
    "查询 查询一下 查询下 查 查一下 查下 查查 查一查 查看 查看一下 查看下 查找 看看 看一下 看下 睇下 睇睇 check 查库存 查询库存 查一下库存 查下库存 看下库存 看一下库存 看看库存 帮忙查 帮查",
  stock:
    "库存 库存量 库存数 库存数量 存量 余量 存货 现货 现存 结余 库存情况 当前库存 现在库存 目前库存 剩余量 剩余数量 剩余库存",
  have: "有 还有 仲有 尚有 还 有的",
  "ask-have":
    "还有吗 还有么 还有没有 还有没 还有冇 有没有 有没 有冇 仲有冇 仲有无 仲有没有 还有货吗 还有货么 有货吗 有货么 有货没 有货没有 有冇货 仲有冇货 还有库存吗 有库存吗 够吗 够不够 够用吗 够么 够唔够 还够吗 还够不够 还够用吗 还有不 还有嘛 还有无 有无 还有得 仲有 有吗 有么 有存货吗 有现货吗 还有现货吗",
  "how-many": "多少 几多 多少个 好多 多少了 几何 多少钱个",
  left: "现有 现有数量 还剩 还剩下 剩 剩下 剩余 还剩余 尚余 尚剩 仲剩 仲剩低 余 还剩有 剩返 余下",
  "only-left":
    "只剩 只剩下 仅剩 仅剩下 就剩 就剩下 只余 仅余 只有 仅有 就只剩 就只有 净剩 得返 剩得 淨系剩 净系剩 最后剩 只剩余 只剩返 只得",
  gone: "用完了 用完 用光了 用光 用光光 没了 没有了 用没了 领完了 领光了 发完了 拿完了 取完了 拿光了 缺货了 断货了 断货 没货了 没货 见底了 见底 用尽 用尽了 耗尽 耗尽了 冇晒 冇咗 用晒 用晒了 冇货 无货 一个都没了 一点都没了 一点不剩 空了 清零 清零了 告罄 用完晒 没有货了 没库存了 没有库存了 卖完了 全没了 没有啦 没啦 没咯 没喽 没咗 冇晒了 冇了 冇啦 用磬 罄 完了",
  low: "快没了 快没有了 快用完了 快用完 快用光了 快没 快没货了 要没了 要用完了 要没有了 快要没了 快要用完了 快完了 不多了 不多 不够了 不够 不够用 不够用了 不足了 不足 告急 紧张 见少 没几个了 没多少了 没剩多少了 所剩无几 快断货了 快缺货了 快见底了 差不多用完了 差不多没了 差不多用完 差唔多冇 就快冇 就快用完 就快冇晒 唔够 唔够用 库存不足 库存紧张 偏低 低了 少了 将尽 快冇 快冇了 快冇晒 马上没了 马上用完了 马上就没了 即将用完",
  restock:
    "是否需要补货 是否补货 要不要补货 要补货吗 需要补货吗 该补货了 要补货了 需要补货 需要补货了 需补货 请补货 要补货 尽快补货 赶紧补货 赶快补货 及时补货 记得补货 补货吗 补一下货 补下货 补一下 补点货 补点 补些货 该买了 该补了 要买了 要补了 需要采购 请采购 建议采购 建议补货 安排补货 安排采购 快补货 快补 安排一下 尽快采购 要采购了 需要采购了 该采购了 该进货了 要进货了 请尽快补 是否采购 要不要采购 使唔使补货 要唔要补货 麻烦补货 麻烦补一下 麻烦补下 求补货 急需补货 要不要买 要不要订货 是否要补货 需不需要补货 补返 补货啦 该订了 该订货了 要订货了",
  record:
    "记录 领用记录 领取记录 出入库记录 入库记录 归还记录 借用记录 盘点记录 历史 历史记录 流水 流水记录 明细 领用明细 出入库明细 领用情况 使用记录 使用情况 变动记录 变动 领用历史 出入记录 进出记录 台账 领用流水 消耗情况 用量 使用量 领用量 消耗量 领用总量 领用数量统计",
  undo: "撤销 撤回 撤消 撤销上一条 撤回上一条 撤销上条 撤回上条 撤销刚才的 撤回刚才的 撤销刚才 撤回刚才 撤销刚才那条 撤回刚才那条 撤销我刚才的 收回 撤销上一笔 撤回上一笔 撤销登记 撤回登记 取消上一条 取消上条 取消刚才那条 取消刚才的 取消登记 删除上一条 删除刚才那条 删掉上一条 删掉刚才那条 作废 undo",
  correct: "更正 更正一下 更正下 改正 订正 更改为 更改 改为 改成 纠正 修正为 更正为 修改为 更正成",
  misread:
    "不对 不对不对 不对的 唔啱 错咗 写错了 打错了 说错了 登错了 记错了 搞错了 弄错了 发错了 输错了 报错了 填错了 写错 打错 说错 登错 记错 搞错 弄错 填错 报错 输错 写多了 写少了 领错了 重复登记了 登记重复了 重复了 数量错了 数错了 登记错了 多写了 少写了 错了 有误 搞错咗 写错咗 打错咗 算错了 算少了 算多了 少算了 多算了 漏算了",
  confirm: "确认",
  reject: "驳回",
  "report-day":
    "汇总 今日汇总 今天汇总 日报 今日日报 当日汇总 今天的汇总 今日的汇总 每日汇总 今日播报 库存汇总 今日小结 库存播报 今日库存播报",
  "report-week":
    "本周汇总 这周汇总 周报 这周的汇总 本周的汇总 本周周报 一周汇总 每周汇总 本星期汇总",
  "report-month":
    "本月汇总 这个月汇总 月报 这月汇总 本月的汇总 当月汇总 每月汇总 本月月报 这个月的汇总",
  "low-stock":
    "缺货 低库存 缺货清单 低库存清单 缺货列表 缺货物品 低库存物品 缺货表 缺货一览 缺什么 缺啥 哪些缺货 什么缺货 哪些要补货 哪些需要补货 哪些物品缺货 有哪些缺货 库存预警清单 预警清单 补货清单 采购清单 哪些库存不足 库存不足清单 低库存列表 哪些低于安全库存 低于安全库存的有哪些 低于安全库存的物品",
  board: "看板 看板链接 打开看板 库存看板 看板地址 看板网址",
  help: "帮助 怎么用 怎么使用 如何使用 使用说明 使用方法 help 用法 帮助一下 使用帮助 点用 怎么登记 怎么操作 操作说明 怎么领 怎么领用 怎么领东西 怎么归还 怎么入库 怎么盘点 如何领用 如何登记 格式 指令 命令 菜单 有什么功能 怎样用 怎样使用 咋用",
  "book-figure":
    "系统显示 系统里显示 系统上显示 系统 系统里 系统上 系统数 系统数量 系统库存 系统记录 账面 账面数 账面库存 账上 账面上 帐面 帐上 表上 表里 表格 表格里 台账上 登记的 系统写 系统写着 系统说 播报员显示 应有 账存 账面显示 表上写",
  more: "多出 多出了 多出来 多出来了 找到 找到了 找出 找出来 翻到 翻到了 翻出 翻出来 翻出了 还翻出 还翻出来 还找到 还找出 发现 发现了 发现还有 搵到 搵返",
  fewer: "少了 短了 短少 短少了 差了 缺了 盘少了",
  agrees:
    "对的 是对的 没错 没有错 冇错 无误 对得上 对得上数 相符 对数 没少 冇少 没多没少 不多不少 啱数",
  late: "补登 补登记 补登一下 补登下 补记 补记一下 补录 补录一下 补报 补报一下 忘了登记 忘记登了 忘记登 忘登记了 忘记登记 忘记登记了 忘了登 忘登了 忘登 忘了报 忘记报 忘记报了 忘了说 忘记说了 忘记说 忘了写 忘写 忘写了 没写上 没写 忘了写上 漏写 漏写了 没来得及写 忘发了 忘了发 忘记写了 忘了记 忘记记了 忘登记 漏登 漏登了 漏登记 漏登记了 漏记 漏记了 漏报 漏报了 没登记 没有登记 没来得及登记 没来得及报 没报 未登记 还没登记 还没有登记 没登 没记 补上 补一条 补个登记 补下登记 补返登记 唔记得登记 唔记得登记添 没及时登记 没来得及登 现在补 现补 补填 忘填 忘了填 未及登记 忘报 忘报了 忘补 忘了补 补一下 补下 迟报 晚报了 补个记录 才想起来登记 才想起来",
  register:
    "登记 登记一下 登记下 登一下 帮忙登一下 帮我登一下 帮登一下 麻烦登一下 帮忙登下 帮我登下 记一下 记下 记上 记录一下 记录下 帮我登记一下 帮我登记 帮我登记下 帮忙登记 帮忙登记一下 帮忙登记下 帮我记一下 帮我记下 帮忙记一下 帮忙记下 登录一下 麻烦登录 帮我登录 帮忙登录 报备 报备一下 报一下 汇报一下 登个记 记个账 帮登记 帮登记一下 帮我登个记 帮手登记 同我登记 帮记一下 录入 录入一下 报告 报告一下 来登记 说一下 跟大家说一下 备案 通知一下 已登记",
  "requester-label":
    "领用人 领取人 使用人 借用人 领料人 归还人 申领人 借用者 领用者 退还人 退回人 领用人员 姓名 人员 领用人姓名",
  "department-label": "部门 领用部门 使用部门 科室 领用科室 所属部门 领用单位",
  "item-label":
    "品名 物品 物品名称 名称 物资 物料 物资名称 领用物品 领用物资 领用物料 领用品名 商品 产品 物料名称 货品 东西",
  "amount-label": "数量 领用数量 领取数量 入库数量 归还数量 件数 数目",
  "spec-label": "规格 规格型号 型号 款式 颜色 尺寸 尺码",
  "note-label":
    "备注 车牌 车牌号 车型 房号 机台 机型 工单 客户 班级 楼层 产线 工地 用途 说明 原因 事由 领用原因 领用用途 领用事由 领用说明 备註 项目 领用日期 领用时间 日期 时间 入库日期 地点 位置 存放位置",
  "phone-label": "电话 手机 手机号 联系电话 联系方式 微信 tel 工号 分机 电话号码 手机号码",
  "bot-label": "操作人 当前库存 当前库存为 上次更新时间 当前库存是 建议采购量 变动前 变动后",
  "bot-speech":
    "报剩 等播报员 请播报员核实 低于安全库存 可以这样写 已看懂 请回复序号 请回复数量 请回复物品名称 按此重发 或重发 条流水 已转播报员 与账面一致 与表上一致 盘差 待处理 没有流水记录 领用合计 已收到盘点 超过大额确认 超过归还上限 超过可归还 没写数量",
};
