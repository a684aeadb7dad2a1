/** 流水: a row a movement, appended below the last one and never changed. */
import type { Movement } from "../../inventory/movement";
import { keyOfWord, movementTypes, tabs } from "../../language/headings";
import { readNote } from "../../language/ledger-notes";
import { quantityOf } from "../cells";
import { readTime, toSerial } from "../times";
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
  key: ["id"],
  extent: { kind: "ends", first: 0, last: 200 },
  parse({ cell, text, rawText }, timeZone) {
    const id = text("id");
    const at = readTime(cell("at"), timeZone);
    const type = keyOfWord(movementTypes, text("type"));
    if (id === "" || at === undefined || type === undefined) return undefined;
    const note = text("note");
    const { undoes, sentAt } = readNote(note);
    return {
      id,
      at,
      sentAt: (sentAt === undefined ? undefined : readTime(sentAt, timeZone)) ?? at,
      type,
      itemName: text("itemName"),
      spec: text("spec"),
      change: quantityOf(cell("change")) ?? 0,
      unit: text("unit"),
      before: quantityOf(cell("before")) ?? 0,
      after: quantityOf(cell("after")) ?? 0,
      requester: text("requester"),
      department: text("department"),
      operator: text("operator"),
      source: text("source"),
      text: rawText("text"),
      note,
      undoes,
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
  }),
});
