/** By which header cells lie, wherever their columns went, and the steps that bring columns into another order. */
import fc from "fast-check";
import {
  columnSteps,
  isUnder,
  laidNow,
  withNames,
  type ColumnStep,
} from "../../src/sheet/archive-columns";

const names = ["时间", "类型", "变动", "备注", "核对", "消息ID"];
const header = fc.array(fc.constantFrom("", ...names), { maxLength: 9 });
const ownHeader = fc.uniqueArray(fc.constantFrom(...names), { minLength: 2 });

/** What becomes of a row of cells when a step is taken. */
function stepped<Cell>(row: readonly Cell[], step: ColumnStep, blank: Cell): Cell[] {
  const now = [...row];
  if (step.kind === "move") {
    while (now.length <= step.from) now.push(blank);
    now.splice(step.to, 0, ...now.splice(step.from, 1));
  } else {
    while (now.length < step.at) now.push(blank);
    now.splice(step.at, 0, blank);
  }
  return now;
}

test("after its steps a tab has the wanted columns, and every column it had", () => {
  fc.assert(
    fc.property(header, header, (wanted, present) => {
      let now = [...present];
      for (const step of columnSteps(wanted, present)) {
        now = stepped(now, step, "");
        if (step.kind === "insert") now[step.at] = wanted[step.at] ?? "";
      }
      expect(isUnder(wanted, now)).toBe(true);
      for (const name of new Set(present.filter((one) => one !== ""))) {
        const had = present.filter((one) => one === name).length;
        expect(now.filter((one) => one === name).length).toBeGreaterThanOrEqual(had);
      }
    }),
  );
});

test("cells are found again by the header they were laid by, and brought under their names", () => {
  const move = fc.record({ kind: fc.constant("move" as const), from: fc.nat(6), to: fc.nat(6) });
  const insert = fc.record({ kind: fc.constant("insert" as const), at: fc.nat(6) });
  const moves = fc.array(move, { maxLength: 3 });
  const edits = fc.oneof(
    fc.tuple(moves, moves),
    fc.tuple(
      moves,
      fc.tuple(moves, insert).map(([all, one]) => [...all, one]),
    ),
    fc.tuple(
      fc.tuple(moves, insert).map(([all, one]) => [...all, one]),
      moves,
    ),
  );
  fc.assert(
    fc.property(ownHeader, edits, (believed, [before, after]) => {
      interface Column {
        readonly name: string;
        readonly cell: string;
      }
      const blank = { name: "", cell: "" };
      const apply = (columns: readonly Column[], all: readonly ColumnStep[]) =>
        all.reduce<readonly Column[]>((now, step) => {
          const most = step.kind === "insert" ? step.at : Math.max(step.from, step.to);
          return most < now.length ? stepped(now, step, blank) : now;
        }, columns);
      const stood = apply(
        believed.map((name) => ({ name, cell: "" })),
        before,
      );
      const laid = stood.map(({ name }, index) => ({ name, cell: believed[index] ?? "" }));
      const now = apply(laid, after);
      const found = laidNow(
        believed,
        stood.map(({ name }) => name),
        now.map(({ name }) => name),
      );
      expect(found).toEqual(now.map(({ cell }) => cell));
      const wanted = now.map(({ name }) => name);
      const brought = columnSteps(wanted, found).reduce<readonly string[]>(
        (row, step) => stepped(row, step, ""),
        found,
      );
      for (const name of believed) expect(brought[wanted.indexOf(name)]).toBe(name);
    }),
  );
});

test.each([
  ["a column was renamed", ["时间", "备注"], ["时间", "说明"], ["时间", "说明"]],
  ["a column was deleted", ["时间", "类型", "备注"], ["时间", "备注"], ["时间", "备注"]],
  ["a column was named", ["时间", ""], ["时间", "核对"], ["时间", "核对"]],
  ["nothing changed", ["时间", "备注"], ["时间", "备注"], ["时间", "备注"]],
])("what lay right is right where %s", (_, then, now, laid) => {
  expect(laidNow(then, then, now)).toEqual(laid);
});

test("cells right of the header are followed too", () => {
  const laid = ["", "时间", "备注", "消息ID"];
  expect(laidNow(laid, ["时间"], ["时间"])).toEqual(laid);
  expect(laidNow(laid, ["时间"], ["", "时间"])).toEqual(["", ...laid]);
});

test("names that a header lacks come behind its own, each once", () => {
  expect(withNames(["时间", ""], ["备注", "", "时间", "备注"])).toEqual(["时间", "", "备注"]);
});
