/** What is said of the differences that a session found: at its end, and when it is asked why a count differs. */
import type { CauseHint } from "../../../inventory/stocktake/cause-hints";
import type { CountedDifference, StocktakePart } from "../../../inventory/stocktake/parts";
import { ratesText } from "../../report-texts/variance-text";
import { nameOf, quantityOf, shortDateTime, signedOf } from "../format";

type Of<Kind extends StocktakePart["kind"]> = Extract<StocktakePart, { readonly kind: Kind }>;

const mostDifferences = 20;
const mostAsked = 5;

export function summaryText(part: Of<"session-summary">, timeZone: string): string {
  const { number, startedAt, endedAt, says, summary, differences } = part;
  const { recounts, missing } = summary;
  const left = summary.all - summary.counted - recounts - missing;
  const head = {
    ended: `盘点 ${number} 结束`,
    cancelled: `盘点 ${number} 已取消，已登记的盘点数保留`,
    last: `盘点 ${number}（${shortDateTime(startedAt, timeZone)} 开始，${endedAt === undefined ? "还没结束" : `${shortDateTime(endedAt, timeZone)} 结束`}）`,
  }[says];
  const waiting = recounts === 0 ? "" : `，待复盘 ${recounts} 项没有登记`;
  const lost = missing === 0 ? "" : `，未找到 ${missing} 项`;
  const figures = `应盘 ${summary.all} 项，已盘 ${summary.counted} 项，未盘 ${left} 项${lost}${waiting}`;
  if (summary.counted === 0) return `${head}：${figures}。`;
  const none = recounts === 0 ? "没有差异" : "已盘的没有差异";
  const found = differences.length === 0 ? none : `差异 ${differences.length} 项`;
  const more = differences.length - mostDifferences;
  return [
    `${head}：${figures}，${found}。${ratesText(summary)}`,
    ...differences.slice(0, mostDifferences).map((one) => `· ${differenceText(one)}`),
    ...(more > 0 ? [`…另有 ${more} 项`] : []),
    ...causeHint(differences),
  ].join("\n");
}

/** How to put right what may be a mistake, and how to tell a cause; of the first difference of each kind. */
function causeHint(differences: readonly CountedDifference[]): readonly string[] {
  const open = differences.filter(({ cause }) => cause === "");
  const mistaken = open.find(({ hint }) => hint?.kind === "miscounted");
  const other = open.find(({ hint }) => hint?.kind !== "miscounted");
  return [
    ...(mistaken === undefined
      ? []
      : [`${nameOf(mistaken.label)}差得多，${recountText(mistaken)}。`]),
    ...(other === undefined ? [] : [`说明原因可发「${nameOf(other.label)}差的是漏记」。`]),
  ];
}

const recountText = ({ label }: CountedDifference): string =>
  `报错了请发「盘点：${nameOf(label)} 数量」`;

/** 水彩本：账面 12本，实盘 10本，差 -2本（漏记） */
export function differenceText({
  label,
  unit,
  hint,
  cause,
  ...figures
}: CountedDifference): string {
  const why = causeWords({ cause, hint });
  const { book, counted, difference } = figures;
  const told = `账面 ${quantityOf(book, unit)}，实盘 ${quantityOf(counted, unit)}`;
  return `${nameOf(label)}：${told}，差 ${signedOf(difference, unit)}${why === "" ? "" : `（${why}）`}`;
}

/** 原因 as it is noted, else what it may be; "" where nothing tells. */
export const causeWords = ({ cause, hint }: Pick<CountedDifference, "cause" | "hint">): string =>
  cause !== "" || hint === undefined ? cause : `可能${hintCauses[hint.kind]}`;

const hintCauses: Readonly<Record<CauseHint["kind"], string>> = {
  "mixed-specs": "串规格",
  unrecorded: "漏记",
  "not-received": "没入库",
  "wrong-unit": "单位弄错",
  miscounted: "盘错",
};

/** What the data tell of a difference. */
function evidenceText(hint: Exclude<CauseHint, { readonly kind: "miscounted" }>): string {
  switch (hint.kind) {
    case "mixed-specs":
      return `和${hint.spec === "" ? "另一种规格" : hint.spec}的差正好相抵`;
    case "unrecorded":
      return `正合待处理 ${hint.number} 没登记的数`;
    case "not-received":
      return `正合订单 ${hint.order} 没到齐的数`;
    case "wrong-unit":
      return `正合${hint.unit}的换算`;
  }
}

/** 差异原因？正合待处理 12 没登记的数，对就回「是漏记」。 */
export function askCauseText({ differences, isOwn }: Of<"ask-cause">): string {
  const [first] = differences;
  const answer = ({ label }: CountedDifference, cause: string): string =>
    `「${isOwn ? "" : `${nameOf(label)}差的`}是${cause}」`;
  const hinted = differences.flatMap((one) => {
    if (one.hint === undefined) return [];
    const name = isOwn ? "" : `${nameOf(one.label)} `;
    if (one.hint.kind === "miscounted") return [`${name}和账面差得多，${recountText(one)}`];
    return [`${name}${evidenceText(one.hint)}，对就回${answer(one, hintCauses[one.hint.kind])}`];
  });
  const told = hinted.slice(0, mostAsked);
  if (told.length === 0 && first !== undefined)
    return `差异原因？如${answer(first, "漏记")}${isOwn ? "「是损耗」" : ""}。`;
  return `差异原因？${told.join("；")}。`;
}
