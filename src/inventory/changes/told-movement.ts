/** A row of the ledger as other systems are told of it. Pure. */
import type { Movement } from "../movements/movement";

export const toldMovement = (row: Movement): object => ({
  id: row.id,
  at: row.at.toISOString(),
  type: row.type,
  item: row.itemName,
  spec: row.spec,
  change: row.change,
  unit: row.unit,
  before: row.isWithheld === true ? null : row.before,
  after: row.isWithheld === true ? null : row.after,
  requester: row.requester,
  department: row.department,
  operator: row.operator,
  source: row.source,
  note: row.note,
});
