/** 订单12 …, 取消订单12, 订单确认函 12: what is said of an order by its number. */
import type { Intent, Line } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { parse } from "../parse";
import { dayWords, readDay } from "./days";
import type { PurchasePlace } from "./place";
import { linesIn, matchOf, movementOf } from "./things";

type Purchase = Extract<Intent, { readonly kind: "purchase" }>;

const numbered = /^(?:订单|采购单?|单号)\s*#?\s*(\d{1,6})\s*(?:号单?)?\s*[,，:]?\s*/u;
const numberFirst = /^#?(\d{1,6})号(?:订单|采购单|单)\s*[,，:]?\s*/u;
const wanting = /^(?:查询?|查看|看看?)\s*/u;
const end = "[了吧啦。!\\s]*$";
const of = (pattern: string): RegExp => new RegExp(`^(?:${pattern})${end}`, "u");

const placed = of("(?:已经?|以经)?下单");
const agreed = of("(?:供应商|对方|青?)?(?:已经?)?确认|供应商(?:已经?)?(?:确认|回复)");
const arrived = of("(?:全部?|都)(?:已经?)?(?:到齐|到货|到|收到|收齐|送到)|到齐|收齐");
const rest = of("(?:剩下|余下|其余|剩余)的?(?:都)?(?:取消|不要)|(?:都|全部)?不要");
const cancelled = of("取消|作废");
const onDay = new RegExp(
  `^(?:改到|改成|改为|改|延到|延期到|推迟到|提前到|约定)?\\s*(${dayWords})\\s*(?:能|会|前|可以)?(?:到货|到|送到|送来|交货|送货)?${end}`,
  "u",
);
const arrives = /^(?:到货|收到|入库|到了|签收)|到了|到货/u;
const changes =
  /^(?<from>.*?)\s*(?:从)?\s*(?<former>[\d.]+\s*[^\d\s改换变]{0,2})?\s*(?:改成|改为|换成|变成|改)\s*(?<to>.+)$/u;
const amount = /^[\d.一二两三四五六七八九十百半]+\s*\S{0,3}$/u;

const nobody = { supplier: "", match: undefined } as const;

/** `text`: folded, in the person's own words. */
export function readOrder(
  text: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  const own = text.replace(wanting, "").trim();
  const found = numbered.exec(own) ?? numberFirst.exec(own);
  if (found !== null)
    return readRest(Number(found[1]), own.slice(found[0].length).trim(), lexicon, place);
  return readCommand(own);
}

const command = (pattern: string): RegExp =>
  new RegExp(`^${pattern}\\s*#?(\\d{1,6})(?:号单?)?${end}`, "u");
const cancels = command("取消(?:订单|采购单?|单号)");
const letter = command("(?:发|打印|生成|出)?(?:订单)?确认函(?:订单)?");
const confirms = command("(?:供应商(?:已经?)?确认|确认订单)(?:订单)?");
const drops = /^(?:取消|撤回|删除)(?:采购)?申请\s*([\d\s、,，和]+)$/u;
const orders = /^下单(?:采购)?申请\s*([\d\s、,，和]+)$/u;

function readCommand(text: string): Purchase | undefined {
  const numberIn = (pattern: RegExp): number | undefined => {
    const digits = pattern.exec(text)?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  const cancel = numberIn(cancels);
  if (cancel !== undefined)
    return { kind: "purchase", does: "cancel", order: cancel, ...nobody, isRest: false };
  const written = numberIn(letter);
  if (written !== undefined) return { kind: "purchase", does: "letter", order: written, ...nobody };
  const confirm = numberIn(confirms);
  if (confirm !== undefined) return agreement(confirm);
  const dropped = numbersIn(drops.exec(text)?.[1]);
  if (dropped.length > 0) return { kind: "purchase", does: "drop-requests", numbers: dropped };
  const asked = numbersIn(orders.exec(text.replace(/^下单\s+/u, "下单"))?.[1]);
  return asked.length > 0
    ? { kind: "purchase", does: "order-requests", numbers: asked }
    : undefined;
}

const mostNumbers = 200;
const numbersIn = (text = ""): readonly number[] =>
  [...text.matchAll(/\d{1,6}/gu)].slice(0, mostNumbers).map(([digits]) => Number(digits));

const agreement = (order: number): Purchase => ({
  ...{ kind: "purchase", does: "confirm", order, ...nobody },
  ...{ dueOn: "", sentOn: "", isTheirs: false },
});

/** What stands behind 订单12; undefined: talk. */
function readRest(
  order: number,
  said: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  if (said === "" || /^[?？]$/u.test(said)) return { kind: "purchase", does: "show", order };
  if (placed.test(said)) return { kind: "purchase", does: "place", order };
  if (agreed.test(said)) return agreement(order);
  if (arrived.test(said)) return { kind: "purchase", does: "arrived", order };
  if (rest.test(said)) return { kind: "purchase", does: "cancel", order, ...nobody, isRest: true };
  if (cancelled.test(said))
    return { kind: "purchase", does: "cancel", order, ...nobody, isRest: false };
  const dueOn = readDay(onDay.exec(said)?.[1] ?? "", place.today);
  if (dueOn !== "")
    return {
      kind: "purchase",
      does: "due",
      order,
      ...nobody,
      dueOn,
      isTheirs: false,
      isPlain: false,
    };
  if (arrives.test(said)) return readDelivery(order, said, lexicon);
  return readChange(order, said, lexicon);
}

function readDelivery(order: number, said: string, lexicon: Lexicon): Intent | undefined {
  const intent = parse(said, lexicon);
  const movement = movementOf(intent);
  if (movement?.type !== "receipt") return undefined;
  const delivered = { ...movement, delivery: { order } };
  return intent.kind === "maybe-movement" ? { ...intent, movement: delivered } : delivered;
}

function readChange(order: number, said: string, lexicon: Lexicon): Intent | undefined {
  const { from = "", to = "" } = changes.exec(said)?.groups ?? {};
  if (to === "") return readPartCancel(order, said, lexicon);
  const name = from.trim();
  if (!amount.test(to.trim()))
    return {
      kind: "purchase",
      does: "change-item",
      order,
      from: name,
      to: to.replace(/[的吧了]+$/u, ""),
    };
  const [line, another] = linesIn(`${name} ${to}`, lexicon) ?? [];
  return line === undefined || another !== undefined ? undefined : quantityChange(order, line);
}

const quantityChange = (order: number, line: Line): Purchase => ({
  ...{ kind: "purchase", does: "change-quantity", order, line },
});

/** 订单12 A4纸不要了 */
function readPartCancel(order: number, said: string, lexicon: Lexicon): Purchase | undefined {
  const name = /^(.+?)(?:不要了?|取消(?:掉|了)?)$/u.exec(said)?.[1];
  const match = name === undefined ? undefined : matchOf(name, lexicon);
  return match && { kind: "purchase", does: "cancel", order, supplier: "", match, isRest: true };
}
