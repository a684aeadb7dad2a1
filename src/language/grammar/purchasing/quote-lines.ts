/** A4纸 128一箱，含税，20箱起订: what a supplier asks for things, piece by piece. In: folded text; out: lines, and what can't be read. */
import type { ItemMatch } from "../../../inventory/intent";
import type { QuoteWords } from "../../../inventory/purchasing/price";
import type { Lexicon } from "../../names/lexicon";
import { dayWords, readDay } from "./days";
import { matchOf } from "./things";

type QuoteLine = QuoteWords<ItemMatch>;
type Terms = Partial<Pick<QuoteLine, "isTaxed" | "taxRate" | "least" | "until">> & {
  readonly leastUnit?: string;
};

const figure = "\\d+(?:\\.\\d+)?";
const money = `(?:¥|￥|rmb)?\\s*(?<price>${figure})\\s*(?:元|块钱|块|圆|rmb)?`;
const unit = "(?<unit>[^\\d\\s.,，/¥%元]{1,3}?)";
/** 128一箱, 128元/箱, 128每箱, 128元1箱 */
const figureFirst = new RegExp(
  `^(?<name>.*?)\\s*(?:单价|价格)?\\s*[:：]?\\s*${money}\\s*(?:/\\s*1?|每\\s*1?|一|(?<=[元块钱圆\\s])1)\\s*${unit}$`,
  "u",
);
/** 一箱128, 每箱128元 */
const unitFirst = new RegExp(
  `^(?<name>.*?)\\s*(?:单价|价格)?\\s*[:：]?\\s*(?:每\\s*1?|一|(?<!\\d)1)\\s*${unit}\\s*[:：]?\\s*${money}$`,
  "u",
);
/** 满20箱125, 20箱以上125/箱 */
const tier = new RegExp(
  `^(?:满|够|超过)?\\s*(?<least>\\d+)\\s*(?<leastUnit>[^\\d\\s以起]{1,3}?)\\s*(?:及?以上|起)?\\s*[:：,，]?\\s*(?:(?:每|一)[^\\d\\s]{1,2})?\\s*${money}\\s*(?:(?:/|每|一)\\s*[^\\d\\s]{1,3})?$`,
  "u",
);
const isTier = /^(?:满|够|超过)|以上|起/u;
/** What makes a figure no price: about, from … to, less than nothing. */
const vague = /(?:大概|大约|约|左右|差不多|上下|可能|估计|不到|到|至|[~\-~])\s*$/u;
/** 满20箱送货: told besides, whatever figures stand in it. */
const beside = /送货|包邮|送到|送上|到货|交期|月结|现结|账期|开票|发票|现货|自提|运费/u;

const untaxed = /不含税|未税|不开票/u;
const taxed = /含\s*(?:(?<rate>\d+(?:\.\d+)?)\s*(?:%|个?点)?\s*的?)?税价?/u;
const rate =
  /(?:税率|税点)\s*[:：]?\s*(?<first>\d+(?:\.\d+)?)\s*(?:%|个?点)?|(?<second>\d+(?:\.\d+)?)\s*(?:%|个点)\s*的?(?:税|票)?/u;
const leastWords =
  /(?:起订量?|最少|最低|至少)\s*[:：]?\s*(?<first>\d+)\s*(?<firstUnit>[^\d\s,，]{1,2})|(?<second>\d+)\s*(?<secondUnit>[^\d\s,，起]{1,2})\s*起(?:订|批|卖)/u;
const untilWords = new RegExp(
  `(?:价格?)?有效期?\\s*(?:至|到|截至|截止|为)?\\s*[:：]?\\s*(?<day>${dayWords})(?![\\d月日号])|(?<before>${dayWords})(?:之?前|内)有效`,
  "u",
);

type Groups = Readonly<Record<string, string | undefined>>;
/** What words of a quote beside the price mean, in the order in which they are looked for. */
const termReaders: readonly (readonly [RegExp, (found: Groups, today: string) => Terms])[] = [
  [untaxed, () => ({ isTaxed: false })],
  [taxed, ({ rate: told }) => ({ isTaxed: true, ...(told && { taxRate: Number(told) }) })],
  [rate, ({ first, second }) => ({ taxRate: Number(first ?? second) })],
  [
    leastWords,
    ({ first, firstUnit, second, secondUnit }) => ({
      least: Number(first ?? second),
      leastUnit: firstUnit ?? secondUnit ?? "",
    }),
  ],
  [untilWords, ({ day, before }, today) => ({ until: readDay(day ?? before ?? "", today) })],
];

interface Piece {
  readonly terms: Terms;
  readonly rest: string;
}

/** Terms that stand in a piece, and what is left of it; undefined: a day of validity that is none. */
function termsIn(piece: string, today: string): Piece | undefined {
  let rest = piece;
  let terms: Terms = {};
  for (const [pattern, read] of termReaders) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    rest = rest.replace(found[0], " ");
    terms = { ...read(found.groups ?? {}, today), ...terms };
  }
  if (terms.until === "" || /有效/u.test(rest)) return undefined;
  return { terms, rest: rest.replace(/\s+/gu, " ").trim() };
}

/** 1,280元: one figure. */
const joinThousands = (text: string): string => text.replace(/(\d)[,，](?=\d{3}(?!\d))/gu, "$1");

/** `text`: what stands behind 报价. */
export function readQuoteLines(
  text: string,
  lexicon: Lexicon,
  today: string,
): { readonly quotes: readonly QuoteLine[]; readonly unread: string } {
  const pieces = joinThousands(text)
    .split(/[,，、;；。\n]+/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  let quotes: readonly QuoteLine[] = [];
  for (const piece of pieces) {
    const read = termsIn(piece, today);
    const added = read && withPiece(quotes, read, lexicon);
    if (added === undefined) return { quotes, unread: piece };
    quotes = added;
  }
  return { quotes, unread: "" };
}

/** The lines with what a piece adds to them; undefined: it can't be read. */
function withPiece(
  lines: readonly QuoteLine[],
  piece: Piece,
  lexicon: Lexicon,
): readonly QuoteLine[] | undefined {
  const { terms, rest } = piece;
  const last = lines.at(-1);
  if (last === undefined || !(rest === "" || beside.test(rest) || isTier.test(rest)))
    return withLine(lines, piece, lexicon);
  if (isTier.test(rest)) {
    const step = stepOf(last, piece);
    if (step !== undefined) return [...lines, step];
    if (!beside.test(rest)) return withLine(lines, piece, lexicon);
  }
  if (!fitsUnit(terms, last)) return undefined;
  const own = withTerms(last, terms);
  const shared = lines.slice(0, -1).map((line) => withShared(line, terms));
  return [...shared, { ...own, note: [own.note, rest].join(" ").trim() }];
}

function withLine(
  lines: readonly QuoteLine[],
  { terms, rest }: Piece,
  lexicon: Lexicon,
): readonly QuoteLine[] | undefined {
  const found = (figureFirst.exec(rest) ?? unitFirst.exec(rest))?.groups;
  const line = found && lineOf(found, lexicon);
  return line && fitsUnit(terms, line) ? [...lines, withTerms(line, terms)] : undefined;
}

/** 满20箱125: the same thing at another price from so many on; undefined: it says something else. */
function stepOf(last: QuoteLine, { terms, rest }: Piece): QuoteLine | undefined {
  const found = tier.exec(rest)?.groups;
  const price = Number(found?.["price"]);
  if (found === undefined || !(price > 0)) return undefined;
  const step = { ...terms, least: Number(found["least"]), leastUnit: found["leastUnit"] ?? "" };
  return fitsUnit(step, last) ? withTerms({ ...last, price }, step) : undefined;
}

/** 起订量 is told in the unit of the price. */
const fitsUnit = ({ leastUnit }: Terms, line: QuoteLine): boolean =>
  leastUnit === undefined || leastUnit === line.unit;

const withTerms = (line: QuoteLine, { isTaxed, taxRate, least, until }: Terms): QuoteLine => ({
  ...line,
  isTaxed: isTaxed ?? line.isTaxed,
  taxRate: taxRate ?? line.taxRate,
  least: least ?? line.least,
  until: until ?? line.until,
});

/** Tax and validity that stand apart are of all that was told before, as far as it has none of its own. */
const withShared = (line: QuoteLine, { isTaxed, taxRate, until }: Terms): QuoteLine => ({
  ...line,
  isTaxed: line.isTaxed ?? isTaxed,
  taxRate: line.taxRate ?? taxRate,
  until: line.until === "" ? (until ?? "") : line.until,
});

function lineOf(found: Readonly<Record<string, string>>, lexicon: Lexicon): QuoteLine | undefined {
  const { name = "", price = "", unit: written = "" } = found;
  const value = Number(price);
  if (name === "" || vague.test(name) || !(value > 0) || written === "") return undefined;
  return {
    ...{ match: matchOf(name, lexicon), written: name, price: value, unit: written },
    ...{ isTaxed: undefined, taxRate: undefined, least: undefined, until: "", note: "" },
  };
}
