/** 流水: a row a movement, appended below the last one and never changed. */
import { formatLink, parseLink } from "../../inventory/movements/link";
import type { Movement } from "../../inventory/movements/movement";
import { movementTypes, tabs } from "../../language/sheet-words/headings";
import { readOldNote } from "../../language/sheet-words/ledger-notes";
import { readTime } from "../api/times";
import { exactText, orElse, quantity, text, time, wholeNumber, wordOf } from "./codecs";
import { declareTab } from "./declare";

export const ledgerTab = declareTab(tabs.ledger, {
  name: "ledger",
  columns: {
    at: time,
    type: wordOf(movementTypes),
    itemName: text,
    spec: text,
    change: orElse(quantity, 0),
    unit: text,
    before: orElse(quantity, 0),
    after: orElse(quantity, 0),
    requester: text,
    department: text,
    operator: text,
    source: text,
    text: exactText,
    id: text,
    note: text,
    account: text,
    link: text,
    purchaseRow: wholeNumber,
  },
  needed: ["at", "type", "id"],
  expected: ["change", "before", "after"],
  laidByRelay: ["account", "link"],
  columnsLaidWith: { purchaseRow: "purchases" },
  key: ["id"],
  extent: { kind: "ends", first: 0, last: 200 },
  entry({ link: written, ...row }, _, timeZone): Movement {
    const old = readOldNote(row);
    const link = parseLink(written) ?? {
      ...old,
      answers: undefined,
      threadId: undefined,
      sentAt: old.sentAt === undefined ? undefined : readTime(old.sentAt, timeZone),
    };
    return {
      ...row,
      ...link,
      sentAt: link.sentAt ?? row.at,
      undoes: row.type === "undo" ? link.undoes : undefined,
      count: row.type === "stocktake" ? link.count : undefined,
    };
  },
  values: (movement) => ({
    ...movement,
    link: formatLink({ ...movement, sentAt: ownTime(movement) }),
  }),
});

/** Within so much a row's own time is told by that of its commit. */
const sameMs = 1_000;

/** The time that a row belongs to; undefined where it is that of its commit. */
const ownTime = ({ at, sentAt }: Movement): Date | undefined =>
  at.getTime() - sentAt.getTime() < sameMs ? undefined : sentAt;
