/** Messages of a stocktake session, on the sample's items: what each is read as without a session, in one, and by who has a zone. */
import { parseConversions } from "../../../../src/inventory/items/conversions";
import type { Intent } from "../../../../src/inventory/intent";
import type { SessionPlace } from "../../../../src/inventory/stocktake/session-place";
import { zonesOf } from "../../../../src/inventory/stocktake/zones";
import { parseInSession } from "../../../../src/language/grammar/stocktake/parse-in-session";
import { createLexicon } from "../../../../src/language/names/lexicon";
import { sampleItems } from "../../../../src/sample/items";
import { samplePeople } from "../../../../src/sample/people";
import { item } from "../../../inventory/ledger-rows";
import { summaryOf } from "../../summary";

const items = Object.values(sampleItems).map(({ name, spec, unit, stock, location, ...more }) =>
  item(name, {
    ...{ spec, unit, location, quantity: stock },
    aliases: more.aliases.split("、").filter((alias) => alias !== ""),
    conversions: more.conversions === "" ? [] : parseConversions(more.conversions),
  }),
);
const members = Object.values(samplePeople).map((one) => ({ ...one, platform: "simulated" }));
const lexicon = createLexicon({ items, members });
const zones = zonesOf(items);

function told(intent: Intent): string {
  if (intent.kind !== "stocktake") return summaryOf(intent);
  if (["open", "claim", "list", "progress"].includes(intent.does) && "zone" in intent)
    return `${intent.does} ${intent.zone}`.trim();
  if (intent.does === "count") return `count ${summaryOf(intent.counts)}`;
  if (intent.does === "open-blind") return `blind ${intent.count ?? ""}`.trim();
  if (intent.does === "count-numbered")
    return intent.counts
      .map(
        ({ ordinal, amount }) => `${ordinal}=${"written" in amount ? amount.written : amount.kind}`,
      )
      .join(" ");
  if (intent.does === "recount")
    return `recount ${intent.named.map(({ match }) => (match.kind === "one" ? `${match.item.name}/${match.item.spec}` : match.kind)).join(" ")}`;
  if (intent.does === "cause")
    return `cause ${intent.named === undefined ? "last" : summaryOf({ kind: "query", matches: [intent.named.match] })} ${intent.cause}`;
  if (intent.does === "missing")
    return typeof intent.named === "number"
      ? `missing ${intent.named}`
      : `missing ${summaryOf({ kind: "query", matches: [intent.named.match] }).replace(/^query /u, "")}`;
  if (intent.does !== "zone-done") return intent.does;
  const but = intent.lines.length === 0 ? "" : ` but ${summaryOf(movementOf(intent.lines))}`;
  return `done ${intent.zone}${intent.agrees ? " equal" : ""}${but}`.trim();
}
const movementOf = (lines: Extract<Intent, { kind: "movement" }>["lines"]): Intent => ({
  ...{ kind: "movement", type: "stocktake", lines, remark: "" },
});

const outside: SessionPlace = {
  isOpen: false,
  isBlind: false,
  zones,
  hasZone: false,
  isDone: false,
  differences: "none",
};
const inside: SessionPlace = { ...outside, isOpen: true, differences: "others" };
const withZone: SessionPlace = { ...inside, hasZone: true, differences: "own" };
const read = (text: string, place: SessionPlace): string =>
  told(parseInSession(text, lexicon, place));

/** What each is without a session, in one, and in one by who has taken on a zone. */
it.each([
  ["开始盘点", "open", "open", "open"],
  ["盘点开始，今天先盘A柜", "open a柜", "open a柜", "open a柜"],
  ["开始盘点 文具区", "open 文具区", "open 文具区", "open 文具区"],
  ["全盘", "open", "open", "open"],
  ["盘一下茶水间", "open 茶水间", "claim 茶水间", "claim 茶水间"],
  ["茶水间没人盘，我来", "-", "claim 茶水间", "claim 茶水间"],
  ["B柜1层冇人盘，我嚟", "-", "claim b柜1层", "claim b柜1层"],
  ["茶水間盤完，冇問題", "-", "done 茶水间 equal", "done 茶水间 equal"],
  ["A柜1层搞掂", "-", "done a柜1层", "done a柜1层"],
  ["B柜2层 完成", "-", "done b柜2层", "done b柜2层"],
  ["茶水间 done", "-", "done 茶水间", "done 茶水间"],
  ["其他都对", "-", "-", "done"],
  ["其他都对吗？", "-", "-", "-"],
  ["没问题", "-", "-", "-"],
  ["垃圾袋 十六卷，啱数", "-", "-", "count stocktake 垃圾袋/45×50cm 16卷"],
  ["是漏记，小李上周拿了没写", "-", "-", "cause last 漏记，小李上周拿了没写"],
  ["咖啡3盒，水彩本12本", "-", "-", "count stocktake ?咖啡 3盒; 水彩本/16K 12本"],
  ["差的两支是小陈拿走没写", "-", "-", "cause last 小陈拿走没写"],
  [
    "水彩本差的2本是小陈拿的没登",
    "unclear? issue 水彩本/16K? 2本 @财务部:小陈 (没登)",
    "cause query 水彩本/16K 小陈拿的没登",
    "cause query 水彩本/16K 小陈拿的没登",
  ],
  ["仲有边啲未盘", "remaining", "remaining", "remaining"],
  ["还剩啥没盘", "remaining", "remaining", "remaining"],
  ["水彩本仲有10本", "query 水彩本/16K", "query 水彩本/16K", "count stocktake 水彩本/16K 10本"],
  [
    "洗手液得返1瓶",
    "shortage 洗手液/500ml 1瓶",
    "shortage 洗手液/500ml 1瓶",
    "count stocktake 洗手液/500ml 1瓶",
  ],
  [
    "水彩本12本没少",
    "stocktake 水彩本/16K 12本",
    "stocktake 水彩本/16K 12本",
    "stocktake 水彩本/16K 12本",
  ],
  [
    "胶带22卷没少",
    "stocktake 透明胶带/18mm×30m 22卷",
    "stocktake 透明胶带/18mm×30m 22卷",
    "stocktake 透明胶带/18mm×30m 22卷",
  ],
  ["水彩本没少", "-", "-", "-"],
  ["剪刀唔見咗", "-", "missing 剪刀/中号", "missing 剪刀/中号"],
  [
    "黑笔62支 红笔19支",
    "-",
    "-",
    "count stocktake [签字笔/黑色 0.5mm 白板笔/黑色] 62支; 签字笔/红色 0.5mm? 19支",
  ],
  [
    "7号电池24节，5号电池20节，803墨盒2个",
    "no-verb? issue 7号电池/碱性 24节; 5号电池/碱性 20节; HP-803墨盒/黑色 2个",
    "no-verb? issue 7号电池/碱性 24节; 5号电池/碱性 20节; HP-803墨盒/黑色 2个",
    "count stocktake 7号电池/碱性 24节; 5号电池/碱性 20节; HP-803墨盒/黑色 2个",
  ],
  ["电池七号24 五号18", "-", "-", "-"],
  ["咖啡3盒、白糖2包", "-", "-", "count stocktake ?咖啡 3盒; ?白糖 2包"],
  ["今天下午4点盘点，大家先别领东西", "-", "-", "-"],
  ["明天盘点", "-", "-", "-"],
  ["我来盘B柜", "claim b柜", "claim b柜", "claim b柜"],
  ["B柜2层我负责", "-", "claim b柜2层", "claim b柜2层"],
  ["文具区清点完毕，与系统数据一致", "-", "done 文具区 equal", "done 文具区 equal"],
  ["A柜盘完了 没问题", "-", "done a柜 equal", "done a柜 equal"],
  ["A柜 1层 ok", "-", "done a柜1层 equal", "done a柜1层 equal"],
  ["茶水间全对", "-", "done 茶水间 equal", "done 茶水间 equal"],
  [
    "A柜盘好了，就水彩本少两本",
    "-",
    "done a柜 equal but stocktake 水彩本/16K -2本",
    "done a柜 equal but stocktake 水彩本/16K -2本",
  ],
  [
    "笔记本区域发现差异，水彩本系统显示12本，实际数了只有10本",
    "stocktake 水彩本/16K 10本",
    "stocktake 水彩本/16K 10本",
    "stocktake 水彩本/16K 10本",
  ],
  [
    "水彩本 10",
    "no-verb? issue 水彩本/16K 10",
    "no-verb? issue 水彩本/16K 10",
    "count stocktake 水彩本/16K 10",
  ],
  ["水彩本数了10", "stocktake 水彩本/16K 10", "stocktake 水彩本/16K 10", "stocktake 水彩本/16K 10"],
  ["水彩本 帐面12 实际10", "-", "-", "count stocktake 水彩本/16K 10"],
  [
    "水彩本少了2本",
    "shortage 水彩本/16K few",
    "shortage 水彩本/16K few",
    "count stocktake 水彩本/16K -2本",
  ],
  [
    "水彩本多出来3本",
    "unclear? stocktake 水彩本/16K +3本",
    "unclear? stocktake 水彩本/16K +3本",
    "count stocktake 水彩本/16K +3本",
  ],
  [
    "A4纸4箱零3包",
    "no-verb? issue A4纸/70g 4箱+3包",
    "no-verb? issue A4纸/70g 4箱+3包",
    "count stocktake A4纸/70g 4箱+3包",
  ],
  [
    "A4纸 4箱，签字笔黑 60，红的19",
    "no-verb? issue A4纸/70g 4箱; 签字笔/黑色 0.5mm 60; 签字笔/红色 0.5mm 19",
    "no-verb? issue A4纸/70g 4箱; 签字笔/黑色 0.5mm 60; 签字笔/红色 0.5mm 19",
    "count stocktake A4纸/70g 4箱; 签字笔/黑色 0.5mm 60; 签字笔/红色 0.5mm 19",
  ],
  ["黑笔62支 红笔19支 便利贴17", "-", "-", "-"],
  ["剪刀6把没错", "stocktake 剪刀/中号 6把", "stocktake 剪刀/中号 6把", "stocktake 剪刀/中号 6把"],
  ["订书机没找到", "-", "missing 订书机/12号", "missing 订书机/12号"],
  ["角落里还有一箱", "-", "-", "-"],
  [
    "角落里还有一箱A4纸",
    "found? stocktake A4纸/70g +1箱",
    "found? stocktake A4纸/70g +1箱",
    "found? stocktake A4纸/70g +1箱",
  ],
  [
    "仓库后面又翻出来两箱A4纸，没登记过",
    "found? stocktake A4纸/70g +2箱 (没登记过)",
    "found? stocktake A4纸/70g +2箱 (没登记过)",
    "found? stocktake A4纸/70g +2箱 (没登记过)",
  ],
  ["找到半箱A4，应该是上次没入库的", "-", "-", "-"],
  ["水彩本差的2本是漏记", "-", "cause query 水彩本/16K 漏记", "cause query 水彩本/16K 漏记"],
  ["水彩本少了是因为没入库", "-", "cause query 水彩本/16K 没入库", "cause query 水彩本/16K 没入库"],
  ["订书机少1个可能是损耗", "-", "cause query 订书机/12号 损耗", "cause query 订书机/12号 损耗"],
  ["水彩本是没入库吗？", "-", "-", "-"],
  ["是损耗品", "-", "-", "-"],
  ["原因是什么", "-", "-", "-"],
  [
    "原因：漏记，小李上周拿了没写",
    "-",
    "cause last 漏记，小李上周拿了没写",
    "cause last 漏记，小李上周拿了没写",
  ],
  ["剪刀是漏记", "-", "cause query 剪刀/中号 漏记", "cause query 剪刀/中号 漏记"],
  ["剪刀是坏的", "-", "-", "-"],
  ["会议室 305", "-", "-", "-"],
  ["下午3点", "-", "-", "-"],
  ["是没入库", "-", "-", "cause last 没入库"],
  ["应该漏记了", "-", "-", "cause last 漏记"],
  ["损耗", "-", "-", "cause last 损耗"],
  ["损耗品到了", "-", "-", "-"],
  ["不知道", "-", "-", "-"],
  ["盘错了，重新数是12本", "-", "correct/natural ? 12本", "correct/natural ? 12本"],
  [
    "刚才数错了 水彩本是11",
    "correct/natural 水彩本/16K 11",
    "correct/natural 水彩本/16K 11",
    "correct/natural 水彩本/16K 11",
  ],
  ["复盘 水彩本", "-", "recount 水彩本/16K", "recount 水彩本/16K"],
  ["水彩本再数一遍", "-", "recount 水彩本/16K", "recount 水彩本/16K"],
  ["复盘一下订书机和剪刀", "-", "recount 订书机/12号 剪刀/中号", "recount 订书机/12号 剪刀/中号"],
  ["水彩本重新数一下吧", "-", "recount 水彩本/16K", "recount 水彩本/16K"],
  ["水彩本要复盘", "-", "recount 水彩本/16K", "recount 水彩本/16K"],
  ["复盘 保温杯", "-", "recount none", "recount none"],
  ["复盘会议记录", "-", "-", "-"],
  ["保温杯没找到", "-", "-", "missing ?保温杯"],
  ["小李没找到", "-", "-", "-"],
  ["下午开复盘会", "-", "-", "-"],
  ["水彩本再数一遍？", "-", "-", "-"],
  ["钱再数一遍", "-", "-", "-"],
  ["盘到哪了", "progress", "progress", "progress"],
  ["盘点进度", "progress", "progress", "progress"],
  ["还有哪些没盘", "remaining", "remaining", "remaining"],
  ["漏记，小李上周拿了没写", "-", "-", "cause last 漏记，小李上周拿了没写"],
  ["没登记过", "-", "-", "cause last 没登记过"],
  ["漏记了怎么办？", "-", "-", "-"],
  ["还差哪些", "-", "remaining", "remaining"],
  ["还差多少钱", "-", "-", "-"],
  ["茶水间谁盘？", "-", "progress 茶水间", "progress 茶水间"],
  ["B柜谁在数", "-", "progress b柜", "progress b柜"],
  ["会议室谁负责", "-", "-", "-"],
  ["茶水间我负责，B柜也是我", "-", "claim 茶水间,b柜", "claim 茶水间,b柜"],
  ["茶水间都齐了", "-", "done 茶水间", "done 茶水间"],
  ["人都齐了", "-", "-", "-"],
  ["水彩本几本", "query 水彩本/16K", "query 水彩本/16K", "query 水彩本/16K"],
  ["水彩本点过了，10", "-", "-", "count stocktake 水彩本/16K 10"],
  ["茶水间垃圾袋16卷", "-", "-", "count stocktake 垃圾袋/45×50cm 16卷"],
  [
    "盘错了，水彩本重新数是12本",
    "-",
    "correct/natural 水彩本/16K 12本",
    "correct/natural 水彩本/16K 12本",
  ],
  ["结束盘点", "end", "end", "end"],
  ["盘完了，收工", "-", "-", "done"],
  ["取消盘点", "cancel", "cancel", "cancel"],
  ["盲盘", "blind", "blind", "blind"],
  ["开始盲盘 20", "blind 20", "blind 20", "blind 20"],
  ["盲盘20项", "blind 20", "blind 20", "blind 20"],
  ["结束盲盘", "end", "end", "end"],
  ["盲盘表发我一下", "list", "list", "list"],
  ["盲盘是什么", "-", "-", "-"],
  ["盲盘 0", "-", "-", "-"],
  ["盲盘 20？", "-", "-", "-"],
  ["3号 17", "-", "-", "-"],
  ["1. 4箱 2. 60支 3. 12本", "-", "-", "-"],
  ["上次盘点是什么时候", "last", "last", "last"],
  ["系统里水彩本多少？", "query 水彩本/16K", "query 水彩本/16K", "query 水彩本/16K"],
  ["盘点表发我一下", "list", "list", "list"],
  ["A柜的盘点表", "list a柜", "list a柜", "list a柜"],
  ["开使盘点", "open", "open", "open"],
  ["文俱区清点完毕", "-", "done 文俱区", "done 文俱区"],
  ["A4纸过期了3包，扔了", "-", "-", "-"],
  ["A柜没有A3纸", "shortage A3纸/80g 0", "shortage A3纸/80g 0", "shortage A3纸/80g 0"],
  [
    "昨天盘点少了两包便利贴",
    "unclear? stocktake 便利贴/76×76mm -2包",
    "unclear? stocktake 便利贴/76×76mm -2包",
    "unclear? stocktake 便利贴/76×76mm -2包",
  ],
  [
    "盘点：水彩本 10本",
    "stocktake 水彩本/16K 10本",
    "stocktake 水彩本/16K 10本",
    "stocktake 水彩本/16K 10本",
  ],
  ["领用：水彩本 2本", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本"],
  ["拿了2本水彩本", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本"],
  ["水彩本 2本，我拿走了", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本"],
  ["A柜门坏了", "-", "-", "-"],
  ["B柜的水彩本谁拿了？", "history 水彩本/16K", "history 水彩本/16K", "history 水彩本/16K"],
  ["茶水间没水了", "-", "-", "-"],
  ["A柜盘完了吗？", "-", "-", "-"],
  ["开始盘点了吗？", "-", "-", "-"],
  ["开始盘点：水彩本 10本", "-", "-", "-"],
  ["我来盘一下A4纸", "-", "-", "-"],
  ["我数了一下，水彩本好像不够", "-", "-", "-"],
  ["水彩本 10？", "-", "-", "-"],
  ["水彩本要10本", "-", "-", "-"],
  ["明天领水彩本 10本", "-", "-", "-"],
  ["盘点结束后一起吃饭", "-", "-", "-"],
  [
    "入库：水彩本 10本",
    "receipt 水彩本/16K 10本",
    "receipt 水彩本/16K 10本",
    "receipt 水彩本/16K 10本",
  ],
  ["我盘A柜", "claim a柜", "claim a柜", "claim a柜"],
  ["茶水间我来", "-", "claim 茶水间", "claim 茶水间"],
  ["水彩本少2本", "-", "-", "count stocktake 水彩本/16K -2本"],
  [
    "签字笔黑的60，红的少一支",
    "-",
    "-",
    "count stocktake 签字笔/黑色 0.5mm 60; 签字笔/红色 0.5mm -1支",
  ],
  ["好的，结束盘点", "end", "end", "end"],
  ["水彩本多3本，订书机少1个", "-", "-", "count stocktake 水彩本/16K +3本; 订书机/12号 -1个"],
  ["我领2本水彩本", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本", "issue 水彩本/16K 2本"],
  [
    "给小王水彩本 2本",
    "no-verb? issue 水彩本/16K 2本 @技术部:小王",
    "no-verb? issue 水彩本/16K 2本 @技术部:小王",
    "no-verb? issue 水彩本/16K 2本 @技术部:小王",
  ],
  ["便利贴 3包 给市场部", "-", "-", "-"],
  [
    "水彩本剩10本",
    "shortage 水彩本/16K 10本",
    "shortage 水彩本/16K 10本",
    "count stocktake 水彩本/16K 10本",
  ],
  [
    "水彩本 10本 谢谢",
    "no-verb? issue 水彩本/16K 10本",
    "no-verb? issue 水彩本/16K 10本",
    "count stocktake 水彩本/16K 10本",
  ],
  [
    "水彩本10 订书机4",
    "no-verb? issue 水彩本/16K 10; 订书机/12号 4",
    "no-verb? issue 水彩本/16K 10; 订书机/12号 4",
    "count stocktake 水彩本/16K 10; 订书机/12号 4",
  ],
  [
    "水彩本少了2本是小李拿的",
    "unclear? issue 水彩本/16K 2本 @市场部:小李",
    "unclear? issue 水彩本/16K 2本 @市场部:小李",
    "unclear? issue 水彩本/16K 2本 @市场部:小李",
  ],
  ["剪刀找不到", "-", "missing 剪刀/中号", "missing 剪刀/中号"],
])("%s", (text, without, within, byCounter) => {
  expect([outside, inside, withZone].map((place) => read(text, place))).toEqual([
    without,
    within,
    byCounter,
  ]);
});

it.each([
  ["水彩本 10本", "count stocktake 水彩本/16K 10本"],
  ["水彩本剩10本", "shortage 水彩本/16K 10本"],
  ["水彩本少了2本", undefined],
  ["剪刀找不到", "missing 剪刀/中号"],
  ["桌签 10", undefined],
  ["好了", undefined],
  ["其他没问题", undefined],
  ["领用 水彩本 2本", "issue 水彩本/16K 2本"],
])(
  "of who has counted all of a zone %s is read as of anybody, but for a bare figure",
  (text, expected) => {
    expect(read(text, { ...inside, isDone: true })).toBe(expected ?? read(text, inside));
  },
);

/** Numbers stand for items only while a blind session is open, and only where nothing else is said. */
it.each([
  ["3号 17", "3=17"],
  ["3号：17本", "3=17本"],
  ["3 号 17", "3=17"],
  ["12号是0", "12=0"],
  ["3号 1.5箱", "3=1.5箱"],
  ["3号 4箱零3包", "3=4箱零3包"],
  ["1. 4箱 2. 60支 3. 12本", "1=4箱 2=60支 3=12本"],
  ["1号 4箱，2号 60支；3号 十二本", "1=4箱 2=60支 3=十二本"],
  ["三号 17；十二号 四", "3=17 12=四"],
  ["三号楼 17", "-"],
  ["3号会议室", "-"],
  ["3号 17，领用", "issue ? 17"],
  ["3号的水彩本少了", "shortage 水彩本/16K few"],
  ["3号 几个", "3=几个"],
  ["3号 -2", "3=-2"],
  ["3号少了2个", "3=2个"],
  ["3号多出来2个；4号 17", "3=2个 4=17"],
  ["水彩本3号17", "3=17"],
  ["3号水彩本 17，订书机4号 5个", "3=17 4=5个"],
  ["3号差一本", "3=一本"],
  ["3号我数错了，17", "3=17"],
  ["12号体检30人", "-"],
  ["领用：水彩本 2本", "issue 水彩本/16K 2本"],
])("in a blind session %s", (text, expected) => {
  expect(read(text, { ...inside, isBlind: true })).toBe(expected);
});
