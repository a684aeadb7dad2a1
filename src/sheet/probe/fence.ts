/** Trials of the fence: the named range that each commit replaces by its own. */
import { textOf } from "../api/cells";
import type { SheetRequest } from "../api/client";
import { judged, told, type Finding } from "./finding";
import {
  block,
  cellsIn,
  newRangeId,
  newRangeName,
  writeCells,
  type Scratch,
  type Tab,
} from "./scratch";

interface Fence {
  readonly id: string;
  readonly name: string;
}

const newFence = (): Fence => ({ id: newRangeId(), name: newRangeName() });

const add = ({ id, name }: Fence, tab: Tab): SheetRequest => ({
  addNamedRange: { namedRange: { namedRangeId: id, name, range: block(tab, [0, 1], [0, 1]) } },
});

/** As each commit does. */
const remove = ({ id, name }: Fence): readonly SheetRequest[] => [
  { updateNamedRange: { namedRange: { namedRangeId: id, name }, fields: "name" } },
  { deleteNamedRange: { namedRangeId: id } },
];

const listedNames = async (scratch: Scratch): Promise<ReadonlyMap<string, string>> => {
  const { namedRanges } = await scratch.get([], "namedRanges(namedRangeId,name)");
  return new Map(
    (namedRanges ?? []).map(({ namedRangeId, name }) => [name ?? "", namedRangeId ?? ""]),
  );
};

export async function tryFence(scratch: Scratch): Promise<readonly Finding[]> {
  const tab = await scratch.lay("fence", [["first"]]);
  const [first, second] = [newFence(), newFence()];
  await scratch.apply(add(first, tab));
  const answer = await scratch.applyAndShow(
    `'${tab.title}'!A1:A2`,
    ...[...remove(first), add(second, tab), writeCells(tab, [0, 0], [["second"]])],
  );
  const shown = textOf(cellsIn(answer)[0]?.[0]);
  const names = await listedNames(scratch);
  const isReplaced = names.get(second.name) === second.id && !names.has(first.name);
  const happy = judged(
    "a commit's own fence (rename to its own name, delete, add with our id, in one batch)",
    `the answer showed "${shown}"; the range was ${isReplaced ? "replaced" : "not replaced"}`,
    shown === "second" && isReplaced,
    [
      "commits work as they should",
      "commits can't work on this spreadsheet; please send us this line",
    ],
  );
  return [happy, await tryLateFence(scratch, tab, first), await tryNamedRead(scratch, second)];
}

async function tryLateFence(scratch: Scratch, tab: Tab, gone: Fence): Promise<Finding> {
  const refusal = await scratch.refusal(
    ...[writeCells(tab, [1, 0], [["late"]]), ...remove(gone), add(newFence(), tab)],
    writeCells(tab, [2, 0], [["late"]]),
  );
  const isChanged = (await scratch.cells(tab.title)).length > 1;
  return judged(
    "a batch that names the fence of a commit which is gone",
    `${refusal ?? "applied"}${refusal !== undefined && isChanged ? " (and yet the sheet changed)" : ""}`,
    refusal !== undefined && !isChanged,
    [
      "nothing is booked twice, whatever answers are lost and however many relays run",
      "it is not refused whole: run one relay only, since two at once could book twice",
    ],
  );
}

async function tryNamedRead(scratch: Scratch, { name }: Fence): Promise<Finding> {
  const fields = "sheets(data(rowData(values(userEnteredValue))))";
  const saw = await scratch.get([name], fields).then(
    (found) => `read "${textOf(cellsIn(found)[0]?.[0])}"`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return told(
    "the name of a range in `ranges` of spreadsheets.get",
    saw,
    "the relay reads its hidden tab by title and does not need it",
  );
}

/** The tab of a named range is deleted, as when a person deletes the hidden tab. */
export async function tryGhostName(scratch: Scratch): Promise<Finding> {
  const [tab, other] = [await scratch.lay("gone", [["x"]]), await scratch.lay("stays", [["x"]])];
  const fence = newFence();
  await scratch.apply(add(fence, tab));
  await scratch.apply({ deleteSheet: { sheetId: tab.sheetId } });
  const isListed = (await listedNames(scratch)).has(fence.name);
  const again = await scratch.refusal(add({ id: newRangeId(), name: fence.name }, other));
  const isFree = again === undefined;
  const fresh = await scratch.refusal(add(newFence(), other));
  const left =
    isFree ||
    (await scratch.refusal({ deleteNamedRange: { namedRangeId: fence.id } })) === undefined
      ? ""
      : ` (if ${fence.name} is listed under Data → Named ranges now, it can be removed there)`;
  return judged(
    "the name of a range after its tab was deleted",
    `${isListed ? "still listed" : "no longer listed"}, ${isFree ? "free again" : `taken: ${again}`}; a new name was ${fresh === undefined ? "taken" : `refused: ${fresh}`}${left}`,
    fresh === undefined,
    [
      "each commit uses a new name, so the relay goes on after somebody deletes its hidden tab",
      "the relay can't go on after somebody deletes its hidden tab; please send us this line",
    ],
  );
}
