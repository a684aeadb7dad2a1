/** Ends a session: what was not counted is 未盘, never 0, and what was found is told. What is booked stays booked. */
import type { StocktakePart } from "../../stocktake/parts";
import { isBlind, type StocktakeRow } from "../../stocktake/row";
import { summaryOf, type Session } from "../../stocktake/session";
import { silence, type Decision, type DecisionContext } from "../decision";
import { differenceTold } from "./differences";
import { bookOfCounts, isBooked } from "./row-figures";

export function endSession(
  session: Session,
  isCancelled: boolean,
  context: DecisionContext,
): Decision {
  const endedAt = context.message.sentAt;
  const unfinished = isCancelled ? "cancelled" : "left";
  const changes = session.rows.map((row) => {
    const status = row.status === "open" ? unfinished : statusAtEnd(row, context);
    const book = isBlind(row) && status === "counted" ? bookOfCounts(row, context) : row.book;
    return { row, to: { endedAt, status, book } };
  });
  const ended = { ...session, rows: changes.map(({ row, to }) => ({ ...row, ...to })) };
  const part = summaryPart(ended, isCancelled ? "cancelled" : "ended", context);
  return { ...silence, replyParts: [part], stocktake: { rows: [], changes } };
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
