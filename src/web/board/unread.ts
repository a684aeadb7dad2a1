import { isSheetUnavailable } from "../../errors";

/** What can't be read just now is shown as such; the reason stands on top of the page. */
export function unreadNow(error: unknown): undefined {
  if (!isSheetUnavailable(error)) throw error;
}
