/**
 * 开始盘点, 我来盘B柜, A柜盘完了 没问题, 盘点进度, 结束盘点: what is said of a stocktake session. Words that would be talk
 * elsewhere are read only while a session is open, and only beside a zone that it has.
 */
import type { SessionPlace } from "../../../inventory/stocktake/session-place";
import { ending, isZone, placeOf, readClaim, readWhose, type SessionIntent } from "./zone-words";

const end = (pattern: string): RegExp => new RegExp(`^(?:${pattern})${ending}$`, "u");

const opensAll = end("开[始使]盘点|启动盘点|开盘|盘点开始|(?:开始)?全(?:面|部)?盘(?:点)?(?:开始)?");
const opensZone = new RegExp(
  `^(?:开[始使]盘点|盘点开始)(?:今天|现在|我们|咱们|先盘?|盘)*(?<zone>.+?)${ending}$`,
  "u",
);
const opensBlind = new RegExp(
  `^(?:开[始使]|启动|来一?次|开一?次)?盲盘(?:开始)?(?:抽)?(?<count>[1-9]\\d{0,3})?(?:项|个|种|样)?${ending}$`,
  "u",
);
const looksAtZone = new RegExp(`^(?:盘|盘点)(?:一下|一盘|下)?(?<zone>.+?)${ending}$`, "u");
const always: readonly (readonly [
  RegExp,
  Extract<SessionIntent["does"], "end" | "cancel" | "progress" | "remaining" | "last">,
])[] = [
  [end("(?:结束|完成|停止)(?:本次|这次|这轮)?(?:盘点|盲盘)|(?:盘点|盲盘)结束"), "end"],
  [end("取消(?:本次|这次|这轮)?(?:盘点|盲盘)|(?:盘点|盲盘)取消"), "cancel"],
  [
    end(
      "(?:查看?|看看?|看一下)?(?:盘点|盲盘)(?:进度|进展|情况)(?:如何|怎么样)?|盘(?:点)?到(?:哪|边度)(?:里|儿|个区)?",
    ),
    "progress",
  ],
  [
    end(
      "(?:还|仲)?[有剩](?:哪些|什么|啥|边啲|几项|多少)(?:东西|物品)?(?:没有?|未|冇)盘(?:点|完)?|(?:哪些|什么)(?:还)?(?:没有?|未)盘(?:点|完)?|没盘的有哪些",
    ),
    "remaining",
  ],
  [
    end(
      "(?:上次|上一次|最近一次)盘点(?:是)?(?:什么时候|几时|哪天|(?:什么)?结果(?:如何|怎么样)?|怎么样)",
    ),
    "last",
  ],
];

const list = new RegExp(
  `^(?:请|帮我|给我|发我|要|来|打印|打|发)*(?:一[份张下])?(?<of>.*?)的?(?:盘点|盲盘)(?:表|清单)(?:发我一下|发我|发一下|给我|打印|看看|看一下)*(?<behind>.*?)${ending}$`,
  "u",
);
const done =
  "(?:[那这两几]?[边块处个]|里|的)?(?:我们?)?(?:刚刚?|已经?|都|全部?|也)*(?:(?:清点|盘点|点|盘|数)(?:完毕|完|好|晒|齐)|完事|完成|搞定|搞掂|done|好了)(?:了|啦|咯|咗)*";
const agreeing =
  "(?:其余|其他|其它|剩下|都|全部?|全|和|与|跟|系统|账面|账上|表上|表格|数据|数量|数|的|也|完全|是)*(?:一致|[没冇]有?问题|啱数?|没差异|无差异|没有差异|没差|没有?出入|无出入|对得上|无误|没错|相符|对的?|ok|正确|齐(?:全|了|的)?)";
const zoneDone = new RegExp(`^(?<zone>.+?)${done}(?<rest>.*)$`, "u");
const zoneAgrees = new RegExp(`^(?<zone>.+?)${agreeing}${ending}$`, "u");
const restAgrees = new RegExp(`^${agreeing}${ending}$`, "u");
const allDone = new RegExp(`^(?:我的?)?${done}(?:收工|下班)?(?<rest>.*)$`, "u");

/** 其他都对: of what a person has not counted yet in their own zones. */
const othersAgree = new RegExp(`^(?:其余|其他|其它|剩下|剩余)${agreeing}${ending}$`, "u");

/** 还差哪些, with a session open */
const stillLeft = end("(?:还|仲)差(?:哪些|什么|啥|边啲|哪?几[项样个种])");

/** What may stand around such words, between commas: it says nothing. */
const courtesy =
  /^(?:好的?|行|嗯|ok|各位|大家好?|同事们?|各位同事|收工|下班|谢谢(?:大家|各位)?|(?:大家|各位)?辛苦(?:大家|各位)?|今天(?:就|先)*到这(?:里|儿)?|现在|我们|咱们)(?:了|啦|吧)*$/u;

/** What was read; `rest`: what was said of a zone besides that it is done, to be read as counts. */
export interface SessionReading {
  readonly intent: SessionIntent;
  readonly rest?: string;
}

/** undefined: it says nothing of a session. `text`: folded, in the person's own words. */
export function readSessionWords(text: string, place: SessionPlace): SessionReading | undefined {
  if (text.includes(":")) return undefined;
  const pieces = text
    .split(/[，,。!~;]/u)
    .filter((piece) => !courtesy.test(piece.trim()))
    .map((piece) => piece.replace(/[\s.?]/gu, ""))
    .filter((piece) => piece !== "");
  const said = pieces.join("");
  const plain = always.find(([pattern]) => pattern.test(said));
  if (plain !== undefined) return { intent: { kind: "stocktake", does: plain[1] } };
  if (place.isOpen && stillLeft.test(said))
    return { intent: { kind: "stocktake", does: "remaining" } };
  const whose = place.isOpen ? readWhose(said, place) : undefined;
  if (whose !== undefined) return { intent: whose };
  if (text.includes("?")) return undefined;
  const listed = readList(said, place.zones);
  if (listed !== undefined) return { intent: listed };
  const opening = readOpening(said, place);
  if (opening !== undefined) return { intent: opening };
  const claim = readClaim(pieces, place);
  if (claim !== undefined) return { intent: claim };
  return place.isOpen ? readDone(said, place) : undefined;
}

/** 盘点表, A柜的盘点表, 盘点表 A柜 */
function readList(said: string, zones: readonly string[]): SessionIntent | undefined {
  const { of = "", behind = "" } = list.exec(said)?.groups ?? {};
  if (!list.test(said) || (of !== "" && behind !== "")) return undefined;
  const written = of === "" ? behind : of;
  const zone = written === "" ? "" : placeOf(written, zones);
  return zone === undefined ? undefined : { kind: "stocktake", does: "list", zone };
}

function readOpening(
  said: string,
  { zones, isOpen }: Pick<SessionPlace, "zones" | "isOpen">,
): SessionIntent | undefined {
  const opens = (zone: string) => ({ kind: "stocktake", does: "open", zone }) as const;
  if (opensAll.test(said)) return opens("");
  const drawn = opensBlind.exec(said);
  if (drawn !== null) {
    const written = drawn.groups?.["count"];
    const count = written === undefined ? undefined : Number(written);
    return { kind: "stocktake", does: "open-blind", count };
  }
  const asked = placeOf(opensZone.exec(said)?.groups?.["zone"], zones);
  if (asked !== undefined) return opens(asked);
  const zone = placeOf(looksAtZone.exec(said)?.groups?.["zone"], zones);
  if (zone === undefined || !isZone(zone, zones)) return undefined;
  // In a session who says so goes there.
  return isOpen ? { kind: "stocktake", does: "claim", zone } : opens(zone);
}

const isDone = (agrees: boolean, zone: string) =>
  ({ kind: "stocktake", does: "zone-done", zone, agrees, lines: [] }) as const;

function readDone(said: string, { zones, hasZone }: SessionPlace): SessionReading | undefined {
  const { zone: before, rest = "" } = zoneDone.exec(said)?.groups ?? {};
  const zone = placeOf(before, zones);
  if (zone !== undefined) {
    const agrees = restAgrees.test(rest);
    return { intent: isDone(agrees, zone), ...(rest !== "" && !agrees && { rest }) };
  }
  const whole = placeOf(zoneAgrees.exec(said)?.groups?.["zone"], zones);
  if (whole !== undefined && isZone(whole, zones)) {
    // 工具墙都齐了: whether it is as the sheet has it, is asked.
    return { intent: isDone(!said.includes("齐"), whole) };
  }

  return hasZone ? readOwnDone(said) : undefined;
}

/** 盘完了，收工: of one's own zones. */
function readOwnDone(said: string): SessionReading | undefined {
  if (othersAgree.test(said)) return { intent: isDone(false, "") };
  const own = allDone.exec(said)?.groups?.["rest"];
  if (own === undefined) return undefined;
  const agrees = restAgrees.test(own);
  return agrees || own === "" ? { intent: isDone(agrees, "") } : undefined;
}
