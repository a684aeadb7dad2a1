/** Ends a session: what was not counted is 未盘, never 0, and what was found is told. What is booked stays booked. */
import type { StocktakePart } from "../../stocktake/parts";
import { isBlind, type StocktakeRow } from "../../stocktake/row";
import { summaryOf, type Session } from "../../stocktake/session";
import { reply, type Decision, type DecisionContext } from "../decision";
import { differenceTold } from "./differences";
import { bookOfCounts, isBooked } from "./row-figures";

export function endSession(
  session: Session,
  isCancelled: boolean,
  context: DecisionContext,
): Decision {
  const endedAt = context.message.sentAt;
  const changes = session.rows.map((row) => {
    const to = rowAtEnd(row, endedAt, context);
    const isLeft = row.status === "open" && isCancelled;
    return { row, to: isLeft ? { ...to, status: "cancelled" as const } : to };
  });
  const ended = { ...session, rows: changes.map(({ row, to }) => ({ ...row, ...to })) };
  const part = summaryPart(ended, isCancelled ? "cancelled" : "ended", context);
  // Another relay may have booked a count since the last look.
  return { ...reply(part), stocktake: { rows: [], changes }, wantsFresh: true };
}

/** What stands in a row once its session has ended. */
export function rowAtEnd(
  row: StocktakeRow,
  endedAt: Date,
  context: DecisionContext,
): Pick<StocktakeRow, "endedAt" | "status" | "book"> {
  const status = row.status === "open" ? "left" : statusAtEnd(row, context);
  const book = isBlind(row) && status === "counted" ? bookOfCounts(row, context) : row.book;
  return { endedAt, status, book };
}

/** What is booked stands, also where a second count was wanted. */
const statusAtEnd = (row: StocktakeRow, context: DecisionContext): StocktakeRow["status"] =>
  row.status === "recount" && isBooked(row, context) ? "counted" : row.status;

export function summaryPart(
  session: Session,
  says: "ended" | "cancelled" | "last",
  context: DecisionContext,
): StocktakePart {
  const { differing, ...summary } = summaryOf(session);
  const { number, startedAt, rows } = session;
  const differences = differing.flatMap((row) => differenceTold(row, rows, context));
  const endedAt = rows.find((row) => row.endedAt !== undefined)?.endedAt;
  return { kind: "session-summary", number, startedAt, endedAt, says, summary, differences };
}
