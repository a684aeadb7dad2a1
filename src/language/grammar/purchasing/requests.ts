/** 申购：订书机 2个, 需要采购A4纸10箱, 代订：3楼要A4纸2箱; 下单 青竹 A4纸30箱, 订30箱A4纸: what is asked for and what is ordered. */
import type { Intent, Line, Requester } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { dayWords, readDay } from "./days";
import { matchesIn } from "../mentioned-items";
import { readMessage } from "../parse";
import { splitSupplier, type PurchasePlace } from "./place";
import { isCounted, isList, linesIn, matchOf } from "./things";
import { withoutEnding } from "../../text/shorten";

const plainly =
  /^(?:申购|请购|采购申请|申请采购|申请购买|申请订购|加入采购清单|加到采购清单|采购清单加)\s*[:,，]?\s*(?<list>.+)$/u;
const listed = /^(?<list>.+?)(?:加入|加到|放进|列入)采购清单$/u;
const wished =
  /^(?:我们?)?(?:需要|麻烦|请|想要?|要|得)?(?:帮(?:我|忙|我们)?)?(?:采购|购买|订购|买)(?:一下|点|些)?\s*(?<list>.+)$/u;
const helped = /^(?:麻烦|请)?帮(?:我|我们|忙)(?:订|采购|买)(?:一下)?\s*(?<list>.+)$/u;
const toppedUp = /^(?<name>.+?)(?:要|需要|得)补(?:货)?(?<amount>[\d一二两三四五六七八九十].*)$/u;
/** What is booked elsewhere and is nothing for the store room. */
const elsewhere =
  /外卖|会议室|机票|车票|火车|高铁|酒店|宾馆|房间?$|[餐饭]|奶茶|咖啡|蛋糕|下午茶|[座位]$|包间|门票|快递|花$|车$|酒$|水果|场地|日程|闹钟|课/u;

/** In so many words. */
export function readExplicitRequest(text: string, lexicon: Lexicon): Intent | undefined {
  const collected = readCollected(text, lexicon);
  if (collected !== undefined) return collected;
  const explicit = (plainly.exec(text) ?? listed.exec(text))?.groups?.["list"];
  return explicit === undefined ? undefined : requestOf(linesIn(explicit, lexicon));
}

export function readRequest(text: string, lexicon: Lexicon): Intent | undefined {
  const explicit = readExplicitRequest(text, lexicon);
  if (explicit !== undefined) return explicit;
  const { name, amount } = toppedUp.exec(text)?.groups ?? {};
  if (name === undefined || amount === undefined) return readWish(text, lexicon);
  const lines = linesIn(`${name} ${amount}`, lexicon);
  return isCounted(lines) ? requestOf(lines) : undefined;
}

/** 帮我订一个鼠标, 需要采购A4纸10箱 */
function readWish(text: string, lexicon: Lexicon): Intent | undefined {
  const helps = helped.exec(text)?.groups?.["list"];
  if (helps !== undefined && !elsewhere.test(helps)) {
    const lines = linesIn(helps, lexicon);
    return isList(lines) ? requestOf(lines) : undefined;
  }
  const wish = wished.exec(text)?.groups?.["list"];
  const lines = wish === undefined || elsewhere.test(wish) ? undefined : linesIn(wish, lexicon);
  return isCounted(lines) ? requestOf(lines) : undefined;
}

const requestOf = (lines: readonly Line[] | undefined, isCollected = false): Intent | undefined =>
  lines === undefined ? undefined : { kind: "request", lines, isCollected };

/** 代订：3楼要A4纸2箱，5楼要1箱: one request each; a thing is named once. */
function readCollected(text: string, lexicon: Lexicon): Intent | undefined {
  const list = /^代订\s*[:,，]?\s*(.+)$/su.exec(text)?.[1];
  if (list === undefined) return undefined;
  const lines: Line[] = [];
  for (const piece of list.split(/[，,;\n]+/u)) {
    if (piece.trim() === "") continue;
    const read = collectedIn(piece.trim(), lines.at(-1)?.match.written, lexicon);
    if (read.length === 0) return undefined;
    lines.push(...read);
  }
  return requestOf(lines.length === 0 ? undefined : lines, true);
}

/** `former`: the thing that was named before. */
function collectedIn(piece: string, former: string | undefined, lexicon: Lexicon): readonly Line[] {
  const { who = "", wanted = piece } =
    /^(?<who>[^要]{1,12})要(?<wanted>.+)$/u.exec(piece)?.groups ?? {};
  const own = linesIn(wanted, lexicon) ?? [];
  const isNamed = isList(own) && own.some(({ match }) => match.written !== "");
  const again = former === undefined ? undefined : linesIn(`${former} ${wanted}`, lexicon);
  const read = isNamed ? own : (again ?? own);
  const requester: Requester = { name: "", department: who.trim() };
  return who === "" ? read : read.map((line) => ({ ...line, requester }));
}

const ordering =
  /^(?:我们?)?(?:已经?|以经)?(?:跟|向|找|从|在)(?<supplier>.{1,16}?)(?:那里|那边)?(?:下单|订购|采购|订货|订|买)了?\s*[,，:]?\s*(?<list>.+)$/u;
const placing = /^(?:我们?)?(?:已经?|以经)?下(?:了)?单(?:了)?\s*[:,，]?\s*(?<list>.+)$/u;
const bare = /^(?:我们?)?(?:已经?|以经)?订(?:购)?了?\s*(?<list>.+)$/u;
const byDay = new RegExp(
  `[\\s，,]*(?:要|约定)?(${dayWords})(?:能|会|前|之前)?(?:到货|到|送到|送来|交货)$`,
  "u",
);

/** `buys` false: read all the same, so that it can be told who may. */
export function readOrdering(
  text: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  const said = withoutEnding(text, "。!");
  const day = byDay.exec(said);
  const dueOn = readDay(day?.[1] ?? "", place.today);
  return readOrdered(dueOn === "" ? said : said.slice(0, day?.index), dueOn, lexicon, place);
}

function readOrdered(
  own: string,
  dueOn: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  const named = ordering.exec(own)?.groups;
  if (named !== undefined) {
    const lines = linesIn(named["list"] ?? "", lexicon);
    return isCounted(lines) ? orderOf(lines, named["supplier"] ?? "", dueOn) : undefined;
  }
  const list = placing.exec(own)?.groups?.["list"];
  if (list !== undefined) return readPlaced(list, dueOn, lexicon, place);
  const loose = beginsWithName(own, lexicon) ? undefined : bare.exec(own)?.groups?.["list"];
  const lines = loose === undefined ? undefined : linesIn(loose, lexicon);
  return isCounted(lines) ? orderOf(lines, "", dueOn) : undefined;
}

/** 订书机 2个 orders no 书机. */
function beginsWithName(text: string, lexicon: Lexicon): boolean {
  const message = readMessage(text, lexicon);
  const [first] = message?.clauses.flatMap((clause) => matchesIn(clause, message)) ?? [];
  return first !== undefined && first.kind !== "none" && text.startsWith(first.written);
}

/** 下单 青竹 A4纸30箱, in so many words. */
export function readPlacing(
  text: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  const said = withoutEnding(text, "。!");
  return /^下单/u.test(said) ? readOrdering(said, lexicon, place) : undefined;
}

const orderOf = (lines: readonly Line[], supplier: string, dueOn: string): Intent => ({
  ...{ kind: "order", lines, supplier: supplier.trim(), dueOn },
});

/** 下单 青竹 A4纸30箱, also of a supplier that nobody knows yet. */
function readPlaced(
  list: string,
  dueOn: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  const known = splitSupplier(list, place);
  if (known !== undefined) {
    const lines = linesIn(known.rest, lexicon);
    return isList(lines) ? orderOf(lines, known.supplier, dueOn) : undefined;
  }
  const [, head = "", tail = ""] = /^([^\s\d]{2,16})\s+(.+)$/u.exec(list.trim()) ?? [];
  const others = tail === "" ? undefined : linesIn(tail, lexicon);
  if (isCounted(others) && matchOf(head, lexicon) === undefined)
    return orderOf(others, head, dueOn);
  const lines = linesIn(list, lexicon);
  const isKnown = lines?.every(({ match }) => match.kind !== "none") === true;
  return lines !== undefined && isKnown ? orderOf(lines, "", dueOn) : undefined;
}
