/**
 * What is said of buying: asked before the readers of stock, since 采购, 订单 and 到货 mean something there as well. Regular
 * words around lists that are read as a booking's lines. undefined: it says nothing of it.
 */
import type { Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { readMessage } from "../parse";
import { dayWords, readDay } from "./days";
import { readDelivered } from "./deliveries";
import { readOfSupplier } from "./of-supplier";
import { readOrder } from "./orders";
import { type PurchasePlace } from "./place";
import { readPriceQuestion, readQuote } from "./prices";
import { readExplicitRequest, readOrdering, readPlacing, readRequest } from "./requests";
import { readSupplierWords } from "./supplier-words";
import { matchOf } from "./things";

/** No sentence about buying is longer. */
const longestText = 600;
const nobody = { order: undefined, supplier: "", match: undefined } as const;

/** What a colleague says. */
export function parsePurchase(
  text: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  const own = text.length > longestText ? undefined : readMessage(text, lexicon)?.reading.text;
  if (own === undefined) return undefined;
  const said = own.trim();
  if (!place.isUsed) return readFirst(said, lexicon, place);
  return (
    readWhole(said.replace(/[\s，,。.!~、;?]/gu, "")) ??
    readPrice(said, lexicon, place) ??
    readOrder(said, lexicon, place) ??
    readOfSupplier(said, lexicon, place) ??
    readDelivered(said, lexicon, place) ??
    readOrdering(said, lexicon, place) ??
    readDays(said, lexicon, place) ??
    readChanged(said, lexicon, place) ??
    readAsked(said, lexicon) ??
    readWhy(said, lexicon) ??
    readRequest(said, lexicon)
  );
}

const readPrice = (said: string, lexicon: Lexicon, place: PurchasePlace): Intent | undefined =>
  readQuote(said, lexicon, place) ?? readPriceQuestion(said, lexicon);

/** 申购：…, 下单 青竹 …, 采购清单, 为什么买这么多…: what a company begins with. */
const readFirst = (said: string, lexicon: Lexicon, place: PurchasePlace): Intent | undefined =>
  readPrice(said, lexicon, place) ??
  (/^(?:采购清单|要买什么)[?？。]?$/u.test(said) ? readWhole("采购清单") : undefined) ??
  readPlacing(said, lexicon, place) ??
  readWhy(said, lexicon) ??
  readExplicitRequest(said, lexicon);

/** What a supplier says in their own group; everything else there is nothing to the relay. */
export function parseSupplier(text: string, lexicon: Lexicon, today: string): Intent {
  const own = readMessage(text, lexicon)?.reading.text.trim();
  const read = own === undefined ? undefined : readSupplierWords(own, lexicon, today);
  return read ?? { kind: "chatter" };
}

const wholes: readonly (readonly [RegExp, Intent])[] = [
  [
    /^(?:采购清单|要买什么|要采购什么|该买什么了?|买什么|待采购)$/u,
    { kind: "purchase", does: "list" },
  ],
  [
    /^(?:在途|在途清单|还有哪些没到|(?:有)?哪些(?:还)?没到货?|未到货?|在路上的?(?:有哪些)?)$/u,
    { kind: "purchase", does: "under-way", match: undefined, supplier: "" },
  ],
  [
    /^(?:合并下单|汇总代订|合并代订|全部下单|申请全部下单)$/u,
    { kind: "purchase", does: "order-requests", numbers: "all" },
  ],
  [
    /^供应商(?:统计|排名|表现|情况)$/u,
    { kind: "purchase", does: "statistics", supplier: "", period: undefined },
  ],
  [
    /^(?:剩下|余下|其余|剩余)的?(?:都)?(?:不要了|取消(?:吧|了)?)$/u,
    { kind: "purchase", does: "cancel", ...nobody, isRest: true },
  ],
];

const readWhole = (said: string): Intent | undefined =>
  wholes.find(([pattern]) => pattern.test(said))?.[1];

const dayFirst = new RegExp(
  `^(?<day>${dayWords})(?:能|会|应该)?(?:到货|到|送到|送来)\\s*[:,，]?\\s*(?<name>.+)$`,
  "u",
);
const thingFirst = new RegExp(
  `^(?<name>.+?)(?:预计|大概|估计|应该|大约)?(?<day>${dayWords})(?:能|会|才|应该)?(?:到货|到|送到|送来).*$`,
  "u",
);

/** 明天到货A4纸10箱, A4纸预计周五到10箱: a day, never a receipt; of colleagues it is talk. */
function readDays(said: string, lexicon: Lexicon, place: PurchasePlace): Intent | undefined {
  const found = dayFirst.exec(said) ?? thingFirst.exec(said);
  const { name = "", day = "" } = found?.groups ?? {};
  const dueOn = readDay(day, place.today);
  if (dueOn === "" || !place.buys) return undefined;
  const bare = name.replace(/[\d.]+\s*\S{0,2}$/u, "");
  const match = matchOf(bare === "" ? name : bare, lexicon);
  return (
    match && {
      ...{ kind: "purchase", does: "due", order: undefined, supplier: "", match, dueOn },
      ...{ isTheirs: true, isPlain: true },
    }
  );
}

/** 红色改成蓝色, 荧光笔不要了: of an order, where one fits. */
function readChanged(said: string, lexicon: Lexicon, place: PurchasePlace): Intent | undefined {
  if (!place.buys) return undefined;
  const { from, to } =
    /^(?<from>[^\d，,。]{1,12}?)(?:改成|换成|改为)(?<to>[^\d，,。]{1,12}?)(?:吧|了)?$/u.exec(said)
      ?.groups ?? {};
  if (from !== undefined && to !== undefined)
    return { kind: "purchase", does: "change-item", order: undefined, from, to };
  const dropped = /^(?<name>.{1,20}?)(?:先)?(?:不要了|不订了|取消订购)$/u.exec(said)?.groups?.[
    "name"
  ];
  const match = dropped === undefined ? undefined : matchOf(dropped, lexicon);
  return (
    match && {
      kind: "purchase",
      does: "cancel",
      order: undefined,
      supplier: "",
      match,
      isRest: true,
    }
  );
}

/** A4纸在路上吗, 上批笔芯到哪了 */
function readAsked(said: string, lexicon: Lexicon): Intent | undefined {
  const way =
    /^(?<name>.{1,20}?)(?:还)?(?:在路上|在途)(?:了)?(?:吗|么|没)?\??$/u.exec(said) ??
    /^(?<name>.{1,20}?)(?:到哪(?:里|儿)?了|(?:什么时候|几时|哪天)(?:能)?(?:到货|到|送到))\??$/u.exec(
      said,
    );
  const named = way?.groups?.["name"]?.replace(/^(?:上一?批|上次的?|那批|订的)/u, "");
  const match = named === undefined ? undefined : matchOf(named, lexicon);
  return match && { kind: "purchase", does: "under-way", match, supplier: "" };
}

/** 为什么买这么多A4纸 */
function readWhy(said: string, lexicon: Lexicon): Intent | undefined {
  const why =
    /^为(?:什么|啥|何)(?:要|建议)?(?:买|订|采购)(?:这么多|那么多|这么些)?(?:的)?(?<name>.{1,20}?)\??$/u.exec(
      said,
    )?.groups?.["name"];
  const bought = why === undefined ? undefined : matchOf(why, lexicon);
  return bought && { kind: "purchase", does: "why", match: bought };
}
