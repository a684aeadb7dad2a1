/**
 * 开始盘点, 我来盘B柜, A柜盘完了 没问题, 盘点进度, 结束盘点: what is said of a stocktake session. Words that would be talk
 * elsewhere are read only while a session is open, and only beside a zone that it has.
 */
import type { Intent } from "../../../inventory/intent";
import type { SessionPlace } from "../../../inventory/stocktake/session";
import { findZones } from "../../../inventory/stocktake/zones";

type SessionIntent = Extract<Intent, { readonly kind: "stocktake" }>;

const longestZone = 12;
const ending = "(?:吧|了|啦|咯|哈|呀|哦)*";
const end = (pattern: string): RegExp => new RegExp(`^(?:${pattern})${ending}$`, "u");

const opensAll = end("开[始使]盘点|启动盘点|开盘|盘点开始|(?:开始)?全(?:面|部)?盘(?:点)?(?:开始)?");
const opensZone = new RegExp(
  `^(?:开[始使]盘点|盘点开始)(?:今天|现在|我们|咱们|先盘?|盘)*(?<zone>.+?)${ending}$`,
  "u",
);
const looksAtZone = new RegExp(`^(?:盘|盘点)(?:一下|一盘|下)?(?<zone>.+?)${ending}$`, "u");
const always: readonly (readonly [
  RegExp,
  Extract<SessionIntent["does"], "end" | "cancel" | "progress" | "remaining" | "last">,
])[] = [
  [end("(?:结束|完成|停止)(?:本次|这次|这轮)?盘点|盘点结束"), "end"],
  [end("取消(?:本次|这次|这轮)?盘点|盘点取消"), "cancel"],
  [
    end(
      "(?:查看?|看看?|看一下)?盘点(?:进度|进展|情况)(?:如何|怎么样)?|盘(?:点)?到(?:哪|边度)(?:里|儿|个区)?",
    ),
    "progress",
  ],
  [
    end(
      "还?有(?:哪些|什么|几项|多少)(?:东西|物品)?(?:没有?|未)盘(?:点|完)?|(?:哪些|什么)(?:还)?(?:没有?|未)盘(?:点|完)?|没盘的有哪些",
    ),
    "remaining",
  ],
  [end("盘点(?:表|清单)(?:发我|发我一下|发一下|给我|看看|看一下)?"), "remaining"],
  [end("(?:上次|上一次|最近一次)盘点(?:是)?(?:什么时候|几时|哪天|结果|怎么样)"), "last"],
];

const claims = [
  new RegExp(`^(?:我来|我去|我先|我)(?:负责)?(?:盘点?|数|清点|负责)(?<zone>.+?)${ending}$`, "u"),
  new RegExp(`^(?<zone>.+?)(?:由|归)?(?:我来|我去|我)(?:负责|盘点?|数|清点)?${ending}$`, "u"),
];
const done = "(?:已经?|都|全部?|也)*(?:清点|盘点|点|盘|数)(?:完毕|完|好)(?:了|啦)*";
const agreeing =
  "(?:都|全部?|全|和|与|跟|系统|账面|账上|表上|表格|数据|数量|数|的|也|完全|是)*(?:一致|没有?问题|没差异|无差异|没有差异|没差|对得上|无误|没错|相符|对的?|ok|正确)";
const zoneDone = new RegExp(`^(?<zone>.+?)${done}(?<rest>.*)$`, "u");
const zoneAgrees = new RegExp(`^(?<zone>.+?)${agreeing}${ending}$`, "u");
const restAgrees = new RegExp(`^(?:其他|其它|其余)?${agreeing}${ending}$`, "u");
const allDone = end(`(?:我)?(?:${done})(?:收工|下班)?`);

/** What was read; `rest`: what was said of a zone besides that it is done, to be read as counts. */
export interface SessionReading {
  readonly intent: SessionIntent;
  readonly rest?: string;
}

/** undefined: it says nothing of a session. `text`: folded, in the person's own words. */
export function readSessionWords(text: string, place: SessionPlace): SessionReading | undefined {
  if (text.includes(":")) return undefined;
  const said = text.replace(/[\s，,。.!~、;?]/gu, "");
  const plain = always.find(([pattern]) => pattern.test(said));
  if (plain !== undefined) return { intent: { kind: "stocktake", does: plain[1] } };
  if (text.includes("?")) return undefined;
  const opening = readOpening(said, place.zones);
  if (opening !== undefined) return { intent: opening };
  return place.isOpen ? readInSession(said, place) : undefined;
}

function readOpening(said: string, zones: readonly string[]): SessionIntent | undefined {
  const opens = (zone: string) => ({ kind: "stocktake", does: "open", zone }) as const;
  if (opensAll.test(said)) return opens("");
  const asked = opensZone.exec(said)?.groups?.["zone"];
  if (asked !== undefined && isPlace(asked, zones)) return opens(asked);
  const looked = looksAtZone.exec(said)?.groups?.["zone"];
  return looked !== undefined && isZone(looked, zones) ? opens(looked) : undefined;
}

const isZone = (written: string, zones: readonly string[]): boolean =>
  findZones(written, zones).length > 0;

/** A zone, or what sounds like one that the sheet does not have. */
const isPlace = (written: string, zones: readonly string[]): boolean =>
  isZone(written, zones) ||
  (written.length <= longestZone && /[柜区域室间库架层仓楼房角厅]$/u.test(written));

function readInSession(said: string, { zones, hasZone }: SessionPlace): SessionReading | undefined {
  for (const pattern of claims) {
    const zone = pattern.exec(said)?.groups?.["zone"];
    if (zone !== undefined && isPlace(zone, zones))
      return { intent: { kind: "stocktake", does: "claim", zone } };
  }
  const finished = readDone(said, zones);
  if (finished !== undefined) return finished;
  return hasZone && allDone.test(said)
    ? { intent: { kind: "stocktake", does: "which-zone" } }
    : undefined;
}

function readDone(said: string, zones: readonly string[]): SessionReading | undefined {
  const isDone = (agrees: boolean, zone: string) =>
    ({ kind: "stocktake", does: "zone-done", zone, agrees, lines: [] }) as const;
  const { zone, rest = "" } = zoneDone.exec(said)?.groups ?? {};
  if (zone !== undefined && isPlace(zone, zones)) {
    const agrees = restAgrees.test(rest);
    return { intent: isDone(agrees, zone), ...(rest !== "" && !agrees && { rest }) };
  }
  const whole = zoneAgrees.exec(said)?.groups?.["zone"];
  return whole !== undefined && isZone(whole, zones) ? { intent: isDone(true, whole) } : undefined;
}
