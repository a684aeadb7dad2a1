/** Opens a session: a row for each item of its zones, to be counted. */
import { itemKey, type Item } from "../../items/item";
import { labelOf } from "../../items/label";
import { countedSince, countsFrom } from "../../stocktake/last-counts";
import { createRandom, draw, seedOf } from "../../stocktake/draw";
import type { StocktakePart } from "../../stocktake/parts";
import type { SessionKind, StocktakeRow } from "../../stocktake/row";
import { nextNumber, openSession, progressOf, type Session } from "../../stocktake/session";
import { findZones, zonesOf } from "../../stocktake/zones";
import { reply, freshReply, silence, type Decision, type DecisionContext } from "../decision";

/** How many are drawn where nobody says, and at most. */
const usualSample = 20;
const mostDrawn = 100;

/** Said where one is under way; undefined where none is. */
function refuseSecond({ stocktake }: DecisionContext): Decision | undefined {
  const open = openSession(stocktake);
  if (open === undefined) return undefined;
  const { number, startedAt } = open;
  return reply({ kind: "session-open-already", number, startedAt });
}

/** `written` "": everything. */
export function decideOpening(written: string, context: DecisionContext): Decision {
  const { items } = context;
  const refusal = refuseSecond(context);
  if (refusal !== undefined) return refusal;
  const zones = zonesOf(items);
  const meant = written === "" ? zones : findZones(written, zones);
  if (meant.length === 0) return freshReply({ kind: "unknown-zone", written, zones });
  // An item that stands there twice can't be booked on.
  const counted = items.filter((item) => !item.duplicate && meant.includes(item.location.trim()));
  const rows = rowsOn(counted, written === "" ? "full" : "zone", context);
  const number = nextNumber(context.stocktake ?? []);
  const part = { kind: "session-opened", number, zones: progressOf({ rows }) } as const;
  return { ...reply(part), stocktake: { rows, changes: [] } };
}

function rowsOn(
  items: readonly Item[],
  kind: SessionKind,
  { message, stocktake = [] }: DecisionContext,
): readonly StocktakeRow[] {
  const number = nextNumber(stocktake);
  return items.map((item) => ({
    number,
    kind,
    zone: item.location.trim(),
    itemName: item.name,
    spec: item.spec,
    unit: item.unit,
    ...{ ordinal: undefined, book: undefined, counted: undefined, recounted: undefined },
    ...{ cause: "", status: "open", counter: "", remark: "" },
    ...{ countedAt: undefined, startedAt: message.sentAt, endedAt: undefined },
    messageId: message.id,
  }));
}

/** Items drawn at random, in the sheet's order, those not counted lately first. The message's id gives the seed. */
export function decideBlindOpening(count: number | undefined, context: DecisionContext): Decision {
  const { items, message, recent, recentSince, wording } = context;
  const refusal = refuseSecond(context);
  if (refusal !== undefined) return refusal;
  const wantsHistory = countsFrom(message.sentAt);
  if (recentSince > wantsHistory) return { ...silence, wantsHistory };
  const lately = countedSince(wantsHistory, recent, items);
  const countable = items.filter(
    ({ stock, duplicate }) => !duplicate && stock.kind === "figure" && stock.quantity >= 0,
  );
  if (countable.length === 0) return freshReply({ kind: "nothing-to-count" });
  const seed = seedOf(message.id);
  const random = createRandom(seed);
  const wanted = Math.min(count ?? usualSample, mostDrawn);
  const uncounted = countable.filter((item) => !lately.has(itemKey(item)));
  const first = draw(uncounted, wanted, random);
  const others = countable.filter((item) => lately.has(itemKey(item)));
  const drawn = new Set([...first, ...draw(others, wanted - first.length, random)]);
  const sample = { seed, items: drawn.size, from: countable.length, uncounted: uncounted.length };
  const rows = rowsOn([...drawn].sort(inSheetOrder), "blind", context).map((row, index) => ({
    ...row,
    ordinal: index + 1,
    remark: wording.drawn(sample),
  }));
  return {
    ...silence,
    replyParts: [
      blindListPart({ rows, number: nextNumber(context.stocktake ?? []) }, true, context),
    ],
    stocktake: { rows, changes: [] },
  };
}

const inSheetOrder = (left: Item, right: Item): number => left.row - right.row;

/** The numbers of a blind session and what they stand for, without figures; only what is left, or all. */
export function blindListPart(
  { rows, number }: Pick<Session, "rows" | "number">,
  isNew: boolean,
  { items }: DecisionContext,
): StocktakePart {
  const left = rows.filter(({ status }) => status !== "counted");
  const listed = left.toSorted((one, other) => (one.ordinal ?? 0) - (other.ordinal ?? 0));
  return {
    kind: "blind-list",
    number,
    isNew,
    items: listed.map(({ ordinal = 0, itemName: name, spec, unit, zone }) => ({
      ...{ ordinal, label: labelOf({ name, spec }, items), unit, zone },
    })),
  };
}
