/** 流水: a row a movement, appended below the last one and never changed. */
import type { Movement } from "../../inventory/movements/movement";
import { keyOfWord, movementTypes, tabs } from "../../language/sheet-words/headings";
import { formatLink, parseLink } from "../../inventory/movements/link";
import { readOldNote } from "../../language/sheet-words/ledger-notes";
import { quantityOf, wholeNumberOf } from "../api/cells";
import { readTime } from "../api/times";
import { toSerial } from "../../inventory/wall-clock";
import { declareTab } from "./declare";
import { storedText } from "./stored-text";

export const ledgerTab = declareTab<Movement, keyof typeof tabs.ledger.columns>(tabs.ledger, {
  name: "ledger",
  kinds: {
    at: "time",
    type: Object.values(movementTypes),
    change: "number",
    before: "number",
    after: "number",
  },
  needed: ["at", "type", "change", "before", "after", "id"],
  laidByRelay: ["account", "link"],
  columnsLaidWith: { purchaseRow: "purchases" },
  key: ["id"],
  extent: { kind: "ends", first: 0, last: 200 },
  parse({ cell, text, rawText }, timeZone) {
    const id = text("id");
    const at = readTime(cell("at"), timeZone);
    const type = keyOfWord(movementTypes, text("type"));
    if (id === "" || at === undefined || type === undefined) return undefined;
    const note = text("note");
    const source = text("source");
    const change = quantityOf(cell("change")) ?? 0;
    const purchaseRow = wholeNumberOf(cell("purchaseRow"));
    const old = readOldNote({ note, type, source, change });
    const link = parseLink(text("link")) ?? {
      ...old,
      answers: undefined,
      threadId: undefined,
      sentAt: old.sentAt === undefined ? undefined : readTime(old.sentAt, timeZone),
    };
    return {
      id,
      at,
      sentAt: link.sentAt ?? at,
      type,
      itemName: text("itemName"),
      spec: text("spec"),
      change,
      unit: text("unit"),
      before: quantityOf(cell("before")) ?? 0,
      after: quantityOf(cell("after")) ?? 0,
      requester: text("requester"),
      department: text("department"),
      operator: text("operator"),
      account: text("account"),
      source,
      text: rawText("text"),
      note,
      undoes: type === "undo" ? link.undoes : undefined,
      answers: link.answers,
      threadId: link.threadId,
      voided: link.voided,
      count: type === "stocktake" ? link.count : undefined,
      formerly: link.formerly,
      ...(purchaseRow !== undefined && { purchaseRow }),
    };
  },
  format: (movement, timeZone) => ({
    at: toSerial(movement.at, timeZone),
    type: movementTypes[movement.type],
    itemName: storedText(movement.itemName),
    spec: storedText(movement.spec),
    change: movement.change,
    unit: storedText(movement.unit),
    before: movement.before,
    after: movement.after,
    requester: storedText(movement.requester),
    department: storedText(movement.department),
    operator: storedText(movement.operator),
    source: storedText(movement.source),
    text: storedText(movement.text),
    id: movement.id,
    note: storedText(movement.note),
    account: storedText(movement.account),
    link: storedText(formatLink({ ...movement, sentAt: ownTime(movement) })),
    purchaseRow: movement.purchaseRow,
  }),
});

/** Within so much a row's own time is told by that of its commit. */
const sameMs = 1_000;

/** The time that a row belongs to; undefined where it is that of its commit. */
const ownTime = ({ at, sentAt }: Movement): Date | undefined =>
  at.getTime() - sentAt.getTime() < sameMs ? undefined : sentAt;
