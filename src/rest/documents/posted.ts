/** What became of a document of another system. */
import type { LineProblem } from "../../inventory/documents/decide-document";
import type { Movement } from "../../inventory/movements/movement";
import { withheldItems, withholdRows } from "../../inventory/stocktake/withheld";
import type { Snapshot } from "../../sheet/stockroom";

export type Posted =
  /** `isNew` false: it stood there before with the same content. */
  | { readonly kind: "booked"; readonly isNew: boolean; readonly movements: readonly Movement[] }
  | { readonly kind: "voided"; readonly isNew: boolean; readonly movements: readonly Movement[] }
  | { readonly kind: "other-content" | "unknown" }
  | {
      readonly kind: "refused";
      readonly problems: readonly LineProblem[];
      readonly sentences: readonly string[];
      /** 编号 of its entry of 待处理. */
      readonly number: number | undefined;
    }
  /** It is on disk, and is booked when the sheet is back. */
  | { readonly kind: "waiting" };

/** The number that the other system gave it. @example externalIdOf("api:erp:CGRK-001") // "CGRK-001" */
export function externalIdOf(id: string): string {
  return id.split(":").slice(2).join(":");
}

/** Without what is withheld for now. */
export function told(posted: Posted, { stocktake }: Pick<Snapshot, "stocktake">): Posted {
  if (!("movements" in posted)) return posted;
  return { ...posted, movements: withholdRows(posted.movements, withheldItems(stocktake)) };
}
