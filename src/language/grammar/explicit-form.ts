/**
 * 领用：…, 便利贴 -2 …: an explicit form is never met with silence. What is whole in it is asked about; where nothing is, it is
 * said that it was not understood. Looked at only where no reader knew the message. So is 报废剪刀1把.
 */
import type { Intent } from "../../inventory/intent";
import { isComplete } from "../remarks/acting-clauses";
import { amountsIn, asks, clauseOf, isWordOf, namesAnItem, type Clause } from "../phrases/clauses";
import type { Phrase } from "../phrases/phrase";
import { amountOf } from "../phrases/amounts";
import { isKnown, matchesIn } from "./mentioned-items";
import { readMovement, type Message } from "./movement";

export function readExplicit(message: Message): Intent | undefined {
  const { clauses, reading } = message;
  const loss = lossWord.exec(reading.text)?.[0];
  if (loss !== undefined && clauses.some(countsAnItem))
    return askLoss(loss, message) ?? { kind: "hint", about: "loss" };
  const at = clauses.findIndex((clause) => opensForm(clause) || isSigned(clause));
  if (at < 0 || message.underDetails || clauses.slice(0, at).some(isForm) || clauses.some(teaches))
    return undefined;
  const whole = clauses.filter((clause) => isComplete(plainly(clause))).map(plainly);
  const intent = whole.length === 0 ? undefined : readMovement({ ...message, clauses: whole });
  const movement = intent?.kind === "maybe-movement" ? intent.movement : intent;
  if (movement?.kind === "movement") return { kind: "maybe-movement", why: "unclear", movement };
  return { kind: "hint", about: "not-understood" };
}

const lossWord = /报废|报损|损坏|打烂|打碎|弄坏|摔坏/u;

/** 报损果酱2瓶: is it to be booked as taken? What else is said stays in 备注. */
function askLoss(word: string, { clauses, reading, lexicon }: Message): Intent | undefined {
  const [clause, another] = clauses.filter(countsAnItem);
  const match = clause && matchesIn(clause, { reading, lexicon }).find(isKnown);
  const amount = clause && amountsIn(clause)[0];
  if (match === undefined || amount === undefined || another !== undefined) return undefined;
  const line = {
    match,
    amount: amountOf(amount, false),
    requester: undefined,
    written: match.written,
  };
  const movement = { kind: "movement", type: "issue", lines: [line], remark: word } as const;
  return { kind: "maybe-movement", why: "unclear", movement };
}

const countsAnItem = (clause: Clause): boolean =>
  namesAnItem(clause) && amountsIn(clause).length === 1 && !asks(clause);

const isForm = ({ words }: Clause): boolean => words.some(({ verb }) => verb !== undefined);

/** The act of a clause that is put as a question beside it. */
const plainly = (clause: Clause): Clause =>
  clause.mark === "?" ? clauseOf(clause.phrases, clause.line, "") : clause;

/** 领用：, 入库： at the head. */
function opensForm({ phrases }: Clause): boolean {
  const said = phrases.filter((phrase) => !isAside(phrase));
  const [verb, mark] = said;
  if (verb?.kind !== "word" || verb.word.verb?.everyday !== false) return false;
  return mark?.kind === "break" && mark.mark === ":";
}

function isAside(phrase: Phrase): boolean {
  return (phrase.kind === "break" && phrase.mark === " ") || isWordOf(phrase, "polite", "particle");
}

/** 便利贴 -2 */
function isSigned(clause: Clause): boolean {
  const [first] = clause.phrases;
  return (
    first?.kind === "name" &&
    namesAnItem(clause) &&
    amountsIn(clause).some(({ sign, value }) => sign !== "" && value !== undefined)
  );
}

const teaching =
  /^(?:这样写|这么写|应该写|要这样写|别写|写成|才对|正确写法|错误写法|比如|例如|譬如|示例|样例|范例|模板|举例|打个比方|格式)$/;

function teaches({ words }: Clause): boolean {
  return words.some(({ text }) => teaching.test(text));
}
