/** Opens a session: a row for each item of its zones, to be counted. */
import type { Item } from "../../items/item";
import type { StocktakeRow } from "../../stocktake/row";
import { nextNumber, openSession, progressOf } from "../../stocktake/session";
import { findZones, zonesOf } from "../../stocktake/zones";
import { silence, type Decision, type DecisionContext } from "../decision";

/** `written` "": everything. */
export function decideOpening(written: string, context: DecisionContext): Decision {
  const { items, message, stocktake = [] } = context;
  const open = openSession(stocktake);
  if (open !== undefined) {
    const { number, startedAt } = open;
    return { ...silence, replyParts: [{ kind: "session-open-already", number, startedAt }] };
  }
  const zones = zonesOf(items);
  const meant = written === "" ? zones : findZones(written, zones);
  if (meant.length === 0)
    return { ...silence, replyParts: [{ kind: "unknown-zone", written, zones }], wantsFresh: true };
  const number = nextNumber(stocktake);
  const rowOn = (item: Item): StocktakeRow => ({
    number,
    kind: written === "" ? "full" : "zone",
    zone: item.location.trim(),
    itemName: item.name,
    spec: item.spec,
    unit: item.unit,
    ...{ ordinal: undefined, book: undefined, counted: undefined, recounted: undefined },
    ...{ cause: "", status: "open", counter: "", remark: "" },
    ...{ countedAt: undefined, startedAt: message.sentAt, endedAt: undefined },
    messageId: message.id,
  });
  // An item that stands there twice can't be booked on.
  const counted = items.filter((item) => !item.duplicate && meant.includes(item.location.trim()));
  const rows = counted.map(rowOn);
  const part = { kind: "session-opened", number, zones: progressOf({ rows }) } as const;
  return { ...silence, replyParts: [part], stocktake: { rows, changes: [] } };
}
