/** A zone was gone through: what was not counted of it is as the sheet has it, asked first unless that was said and it is little. */
import { itemKeyOf, type Item } from "../../items/item";
import type { Intent } from "../../intent";
import { itemOfRow, labelOf } from "../../items/label";
import { subtract, sum } from "../../items/quantity";
import { bookedAfter } from "../../movements/count";
import { plannedOn, type PlannedLine } from "../../movements/plan";
import type { StocktakeRow } from "../../stocktake/row";
import { claimedZones, type Session } from "../../stocktake/session";
import { askPlan, rowsOn } from "../counts/moment-question";
import { decidePlan } from "../decide-plan";
import { planContextOf } from "../draft-context";
import { reply, type Decision, type DecisionContext } from "../decision";
import { planLine, resolveLines } from "../resolve-items";
import { zoneCounted, zonesIn } from "./zones-in";

/** More items than this are not taken for equal unasked. */
const mostUnasked = 20;
/** A row of the session and one of 流水 for each are written at once. */
const mostAtOnce = 200;

type ZoneDone = Extract<Intent, { readonly kind: "stocktake"; readonly does: "zone-done" }>;

export function decideZoneDone(
  { zone, agrees, lines }: ZoneDone,
  session: Session,
  context: DecisionContext,
): Decision {
  const found =
    zone === "" ? { zones: claimedZones(session, context.sender.name) } : zonesIn(session, zone);
  if ("part" in found) return reply(found.part);
  const { zones } = found;
  const resolved = resolveLines(lines, "stocktake", context);
  const clear = resolved.flatMap((one) => (one.kind === "clear" ? [one.line] : []));
  if (clear.length < lines.length) return reply({ kind: "which-zone" });
  const person = { name: "", department: "" };
  const differing = clear.map((line) =>
    planLine(line, "stocktake", { person, countedAt: context.message.sentAt }),
  );
  const said = new Set(clear.map(({ item }) => item));
  const left = session.rows.filter((row) => row.status === "open" && zones.includes(row.zone));
  const equal = left.flatMap((row) => equalLine(row, context) ?? []);
  const rest = equal.filter(({ item }) => !said.has(item));
  if (rest.length + differing.length === 0) return reply(zoneCounted(zones, session, context));
  if (rest.length > mostAtOnce) {
    const example = left[0]?.zone ?? "";
    return reply({ kind: "zone-too-large", example, items: rest.length, most: mostAtOnce });
  }
  const plan = { undoes: [], lines: [...differing, ...rest.map(({ line }) => line)] };
  const planContext = planContextOf(context);
  const labels = rest.map(({ item }) => labelOf(item, context.items));
  if (rest.length === 0 || (agrees && rest.length <= mostUnasked))
    return decidePlan(plan, planContext);
  const part = { kind: "ask-zone-equal", zones, labels } as const;
  return askPlan(part, plan, planContext);
}

/** A count of what the sheet had when it was said; undefined where the sheet holds no figure. */
function equalLine(
  row: StocktakeRow,
  context: DecisionContext,
): { readonly item: Item; readonly line: PlannedLine } | undefined {
  const item = itemOfRow(row, context.items);
  if (item?.stock.kind !== "figure" || item.duplicate || item.stock.quantity < 0) return undefined;
  const { sentAt } = context.message;
  const since = bookedAfter(sentAt, rowsOn(itemKeyOf(row), context)).map(({ change }) => change);
  const quantity = subtract(item.stock.quantity, sum(since));
  if (quantity < 0) return undefined;
  return { item, line: plannedOn(item, { type: "stocktake", quantity, countedAt: sentAt }) };
}
