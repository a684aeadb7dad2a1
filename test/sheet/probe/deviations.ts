/** Sheets APIs that differ from the embedded one in what the commit protocol takes for granted. */
import type { Intercept } from "../../../src/local-sheet/server";
import type { SheetRequest } from "../../../src/sheet/api/client";

type Requests = readonly SheetRequest[];

/** An API on which each batch is another than was sent. */
export const changing =
  (change: (requests: Requests) => Requests): Intercept =>
  (call, apply) => {
    const body = call.body as { requests?: Requests } | undefined;
    if (body?.requests) body.requests = change(body.requests);
    return Promise.resolve(apply());
  };

/** Named ranges that are not there are passed over, and so is a name that is taken. */
export function laxFence(): Intercept {
  const known = new Set<string>();
  return changing((requests) => {
    let passes = true;
    return requests.filter(({ addNamedRange, updateNamedRange, deleteNamedRange }) => {
      const { namedRangeId: added } = addNamedRange?.namedRange ?? {};
      const named = updateNamedRange?.namedRange?.namedRangeId ?? deleteNamedRange?.namedRangeId;
      if (named) passes = known.has(named);
      if (added && passes) known.add(added);
      if (deleteNamedRange && named && passes) known.delete(named);
      return (!named && !addNamedRange) || passes;
    });
  });
}

/** Copies hold what formulas came to. */
export const valuesOnly = (): Intercept =>
  changing((requests) =>
    requests.map((request) =>
      request.copyPaste
        ? { copyPaste: { ...request.copyPaste, pasteType: "PASTE_VALUES" } }
        : request,
    ),
  );
