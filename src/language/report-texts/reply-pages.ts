/** What a reply shows besides its text; nothing for most. */
import type { ReplyPart } from "../../inventory/reply-parts";
import { letterPages } from "./letter-pages";
import type { ListPage } from "./list-page";
import { countListPages, differencePages } from "./stocktake-pages";

export function picturedPages(part: ReplyPart, timeZone: string): readonly ListPage[] {
  switch (part.kind) {
    case "count-list":
      return countListPages(part, timeZone);
    case "session-summary":
      return part.says === "ended" && part.differences.length > 0
        ? differencePages(part, timeZone)
        : [];
    case "letter":
      return part.isSent ? [] : letterPages(part.letter, timeZone);
    default:
      return [];
  }
}
