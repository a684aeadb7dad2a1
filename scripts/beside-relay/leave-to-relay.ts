/**
 * For commands that write entries of 播报 and send none: says so in the sheet, so that a relay sends them at once, where
 * it would leave another's entries alone for some minutes.
 */
import { releasedText } from "../../src/language/sheet-words/claim-words";
import type { Stockroom } from "../../src/sheet/stockroom";

export async function leaveToRelay(stockroom: Pick<Stockroom, "latest" | "settle">): Promise<void> {
  const own = (stockroom.latest()?.broadcasts ?? []).filter(
    ({ status, byAnother }) => status === "waiting" && byAnother !== true,
  );
  await stockroom.settle(
    own.map(({ key }) => ({ key, status: "waiting", reason: releasedText, whereReason: "" })),
  );
}
