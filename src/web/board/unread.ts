import { SheetAwayError, SheetDeniedError, SheetIncompleteError } from "../../errors";

/** What can't be read just now is shown as such; the reason stands on top of the page. */
export function unreadNow(error: unknown): undefined {
  const isSheets =
    error instanceof SheetAwayError ||
    error instanceof SheetDeniedError ||
    error instanceof SheetIncompleteError;
  if (!isSheets) throw error;
}
