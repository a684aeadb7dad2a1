/** 青竹回复：…, 青竹说A4纸周四到, 催一下青竹, 发确认函给青竹, 青竹响应时间, 青竹什么时候能到: of a supplier that is known. */
import type { Intent } from "../../../inventory/intent";
import type { Lexicon } from "../../names/lexicon";
import { readPeriod } from "../periods";
import { dayWords, readDay } from "./days";
import { isSupplier, type PurchasePlace } from "./place";
import { readAgreement } from "./supplier-words";
import { matchOf } from "./things";

type Groups = Readonly<Record<string, string>>;
type Reader = (
  groups: Groups & { readonly supplier: string },
  context: { readonly said: string; readonly lexicon: Lexicon; readonly place: PurchasePlace },
) => Intent | undefined;

const none = { order: undefined, match: undefined } as const;

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^(?<supplier>.{2,16}?)(?:回复|答复|回)了?\s*[:,，]\s*(?<words>.+)$/u, replied],
  [
    new RegExp(
      `^(?<supplier>.{2,16}?)(?:说|讲|通知|告知)(?<name>.*?)(?<day>${dayWords})(?:能|会|可以)?(?:到货|到|送到|送来|送)了?$`,
      "u",
    ),
    saidDay,
  ],
  [
    /^催(?:一?下|催|货)?\s*(?<supplier>.{2,16}?)(?:发货|到货|的货|送货)?$/u,
    ({ supplier }) => ({ kind: "purchase", does: "chase", supplier }),
  ],
  [
    /^(?:把)?(?:发|出|打印)?(?:订单)?确认函(?:发)?(?:给|到)\s*(?<supplier>.{2,16})$/u,
    ({ supplier }) => ({ kind: "purchase", does: "letter", ...none, supplier }),
  ],
  [/^(?<supplier>.{2,16}?)的?(?:响应时间|回复时间|统计|表现|准时率)$/u, measured],
  [/^.{0,6}?在(?<supplier>.{2,16}?)(?:订|买|采购|下单)了(?:多少|什么|哪些).*$/u, measured],
  [
    /^(?<supplier>.{2,16}?)(?:的货)?(?:什么时候|几时|哪天|何时)(?:能|可以)?(?:到|送到|到货|送来)[?了]*$/u,
    ({ supplier }) => ({ kind: "purchase", does: "under-way", match: undefined, supplier }),
  ],
];

export function readOfSupplier(
  said: string,
  lexicon: Lexicon,
  place: PurchasePlace,
): Intent | undefined {
  for (const [pattern, read] of readers) {
    const groups = pattern.exec(said)?.groups;
    const supplier = groups?.["supplier"]?.trim() ?? "";
    if (groups === undefined || !isSupplier(supplier, place)) continue;
    return read({ ...groups, supplier }, { said, lexicon, place });
  }
  return undefined;
}

function replied(
  { supplier, ...groups }: Groups & { readonly supplier: string },
  { place }: { readonly place: PurchasePlace },
): Intent | undefined {
  const told = readAgreement(groups["words"] ?? "", place.today);
  if (told === undefined) return undefined;
  const { dueOn, sentOn } = told;
  return { kind: "purchase", does: "confirm", ...none, supplier, dueOn, sentOn, isTheirs: false };
}

function saidDay(
  { supplier, ...groups }: Groups & { readonly supplier: string },
  { lexicon, place }: { readonly lexicon: Lexicon; readonly place: PurchasePlace },
): Intent | undefined {
  const { name = "", day = "" } = groups;
  const match = name === "" ? undefined : matchOf(name, lexicon);
  const dueOn = readDay(day, place.today);
  if (dueOn === "" || (name !== "" && match === undefined)) return undefined;
  return {
    ...{ kind: "purchase", does: "due", order: undefined, supplier, match, dueOn },
    ...{ isTheirs: true, isPlain: false },
  };
}

function measured(
  { supplier }: { readonly supplier: string },
  { said }: { readonly said: string },
): Intent {
  return { kind: "purchase", does: "statistics", supplier, period: readPeriod(said) };
}
