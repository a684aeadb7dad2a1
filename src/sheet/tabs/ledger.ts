/** 流水: a row a movement, appended below the last one and never changed. */
import { formatLink, parseLink, type Link } from "../../inventory/movements/link";
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
  entry(row, _, timeZone): Movement {
    const link = parseLink(row.link) ?? linkOfOldNote(row, timeZone);
    // A long ledger has many rows: the object is completed rather than copied.
    return Object.assign(row, {
      link: undefined,
      sentAt: link.sentAt ?? row.at,
      undoes: row.type === "undo" ? link.undoes : undefined,
      answers: link.answers,
      threadId: link.threadId,
      voided: link.voided,
      count: row.type === "stocktake" ? link.count : undefined,
      formerly: link.formerly,
    });
  },
  values: (movement) => ({
    ...movement,
    link: formatLink({ ...movement, sentAt: ownTime(movement) }),
  }),
});

function linkOfOldNote(row: Parameters<typeof readOldNote>[0], timeZone: string): Link {
  const { sentAt, ...old } = readOldNote(row);
  return {
    ...old,
    answers: undefined,
    sentAt: sentAt === undefined ? undefined : readTime(sentAt, timeZone),
  };
}

/** Within so much a row's own time is told by that of its commit. */
const sameMs = 1_000;

/** The time that a row belongs to; undefined where it is that of its commit. */
const ownTime = ({ at, sentAt }: Movement): Date | undefined =>
  at.getTime() - sentAt.getTime() < sameMs ? undefined : sentAt;
