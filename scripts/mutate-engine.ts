/**
 * `npm run mutate`: breaks the sheet engine on purpose, one fault at a time in a copy of the repository, and runs the tests
 * that must notice. Exits 1 when one does not, or when they fail without a fault.
 */
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { command, UsageError } from "./command";

const help = `npm run mutate -- [NAME …]

Breaks the sheet engine, one fault at a time in a copy of the repository, and runs the tests that must notice. Without
names: all faults. Prints a table; exits 1 when a fault goes unnoticed.
`;

interface Change {
  /** Below src/sheet. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface Mutant {
  readonly name: string;
  readonly changes: readonly Change[];
  /** Below test/sheet. */
  readonly suite: string;
  /** The tests of the suite that are run. */
  readonly tests?: string;
}

const noFence: Change = {
  file: "commit/batch.ts",
  from: "    ...removeFence(fence),\n    addFence(sheetId, fence.startRow, facts.commit),\n",
  to: "",
};

/** Edits that have the projection go astray. */
const moves = "(sorts the stock by|inserts a row at the top|moves the stock column).*projection";

const mutants: readonly Mutant[] = [
  {
    name: "no fence",
    changes: [noFence],
    suite: "races-relays",
    tests: "of two relays",
  },
  {
    name: "blind retry",
    changes: [
      noFence,
      {
        file: "commit/loop.ts",
        from: "const failed = async (error: Error): Promise<void> => {\n    mustLook = true;",
        to: "const failed = async (error: Error): Promise<void> => {\n    mustLook = false;",
      },
    ],
    suite: "races-relays",
    tests: "the answer is lost, with nothing",
  },
  {
    name: "no put-back",
    changes: [
      {
        file: "commit/writes.ts",
        from: "if (!isHeld(debt.tab)) rows.putBack(",
        to: "if (debt.id === undefined) rows.putBack(",
      },
    ],
    suite: "races-stock",
    tests: moves,
  },
  {
    name: "evidence ignored",
    changes: [
      {
        file: "recovery/met.ts",
        from: "const image = evidence.get(write.evidence)?.row ?? nothing;",
        to: "const image = evidence.get(-1)?.row ?? nothing;",
      },
    ],
    suite: "races-stock",
    tests: moves,
  },
  {
    name: "stray taken for an edit",
    changes: [
      {
        file: "recovery/judge.ts",
        from: "return { landed, debts, settled };",
        to: "return { landed, debts: [], settled };",
      },
    ],
    suite: "races-stock",
    tests: moves,
  },
  {
    name: "a person's figure taken for ours",
    changes: [
      {
        file: "recovery/judge.ts",
        from: "if (isRightRow && isUnder(cell) && sameValue(was, cell.believed)) landed.push(cell);",
        to: "if (isRightRow && isUnder(cell)) landed.push(cell);",
      },
    ],
    suite: "races-figures",
    tests: "(goes on top of, noted once|beside those of the message).*before the projection",
  },
  {
    name: "bookings not put on top of a person's figure",
    changes: [
      {
        file: "recovery/reconcile.ts",
        from: "return goal < 0 ? typed : goal;",
        to: "return goal < 0 ? typed : typed;",
      },
    ],
    suite: "races-figures",
    tests: "goes on top",
  },
  {
    name: "nothing taken back",
    changes: [
      {
        file: "recovery/compare.ts",
        from: "return { impossible: isUnclear ? new Map() : impossible, isUnclear };",
        to: "return { impossible: new Map(), isUnclear };",
      },
    ],
    suite: "races-voided",
    tests: "is taken back whole when.*(types words over the figure|deletes the item)$",
  },
  {
    name: "booked before not looked for",
    changes: [
      {
        file: "commit/book.ts",
        from: "if (before) return before;",
        to: "if (before && state.isFresh === undefined) return before;",
      },
    ],
    suite: "races-relays",
    tests: "killed.*(nothing|figure)|both book one message",
  },
  {
    name: "facts not read by who takes over",
    changes: [
      {
        file: "recovery/sheet-state.ts",
        from: "const found = fresh.fence && decodeFacts(hiddenTexts(fresh, fresh.fence));",
        to: "const found = fresh.fence && decodeFacts(() => fenceName(hiddenTexts.name));",
      },
    ],
    suite: "races-relays",
    tests: "killed.*(the stock sorted|figure)",
  },
  {
    name: "time beside the figure not that of its row",
    changes: [
      {
        file: "commit/writes.ts",
        from: "updatedAt: toSerial(new Date(newest.at), timeZone)",
        to: "updatedAt: toSerial(new Date(newest.at + 60_000), timeZone)",
      },
    ],
    suite: "races-stock",
    tests: moves,
  },
  {
    name: "a row without a key taken for any other",
    changes: [
      {
        file: "recovery/met.ts",
        from: 'if (keyTexts.every((text) => text === ""))',
        to: "if (keyTexts.length === 0)",
      },
    ],
    suite: "races-stock",
    tests: "nothing of ours stays.*inserts a row at the top",
  },
  {
    name: "a covered key looked for by its neighbour's time",
    changes: [
      {
        file: "recovery/debts.ts",
        from: "[...keyAgain(debt, clean, found), ...candidates(debt, clean, rows)]",
        to: "candidates(debt, clean, rows)",
      },
    ],
    suite: "races-stock",
    tests: "nothing of ours stays.*(inserts a column at the front|moves the unit column)",
  },
  {
    name: "a count given up for a figure that is typed next",
    changes: [
      {
        file: "commit/draft.ts",
        from: "counted: shown.get(found.key)?.counted === true",
        to: "counted: false",
      },
    ],
    suite: "races-figures",
    tests: "a count stays the count",
  },
  {
    name: "a row cut where its Table ends",
    changes: [
      {
        file: "commit/batch.ts",
        from: "besideTable(grid).length === 0 ? grid.table : undefined",
        to: "besideTable(grid).length >= 0 ? grid.table : undefined",
      },
    ],
    suite: "races-tables",
    tests: "(moves the id column|moves the column of the ledger's figures).*append",
  },
  {
    name: "rows that were sorted since taken for filtered ones",
    changes: [
      {
        file: "recovery/met.ts",
        from: "return !grid.rows.some(({ row }) => isSameBut(write, image, row) && holdsAll(write, row));",
        to: "return true;",
      },
    ],
    suite: "races-twice",
    tests: "a blank row that was written into",
  },
  {
    name: "a stray taken for an edit where no row is known",
    changes: [
      {
        file: "recovery/lost-facts.ts",
        from: "if (newest === undefined || owed.has(key)) continue;",
        to: 'if (newest === undefined || newest.id === "" || owed.has(key)) continue;',
      },
    ],
    suite: "races-facts",
    tests: "nothing was booked of yet",
  },
  {
    name: "what one relay owes given up for what another knows",
    changes: [
      {
        file: "recovery/lost-facts.ts",
        from: "found.laid.commit === known.laid.commit;",
        to: "found.laid.commit !== undefined;",
      },
    ],
    suite: "races-facts",
    tests: "that one relay owes",
  },
  {
    name: "what a relay owes not kept beside the sheet",
    changes: [
      { file: "kept-knowledge.ts", from: "owes ? encodeFacts(", to: "!owes ? encodeFacts(" },
    ],
    suite: "races-facts",
    tests: "by its next start",
  },
  {
    name: "no time beside a figure that the ledger comes back to",
    changes: [
      { file: "commit/plan.ts", from: "...wanted.cells, ...draft.times()", to: "...wanted.cells" },
    ],
    suite: "races-figures",
    tests: "very figure",
  },
  {
    name: "rows that a start reads not counted",
    changes: [{ file: "recovery/sheet-state.ts", from: "learnt.size + ", to: "" }],
    suite: "busy-start",
  },
  {
    name: "rows that an answer shows elsewhere not looked for",
    changes: [
      { file: "recovery/sheet-state.ts", from: "return !isMixed;", to: "return !isMoved;" },
    ],
    suite: "races-stock",
    tests: "before the projection a person sorts the stock, and",
  },
  {
    name: "a debt settled by what landed beside it only",
    changes: [
      {
        file: "recovery/judge.ts",
        from: "for (const { settles = [] } of found.right)",
        to: "for (const { settles = [] } of found.right.length < write.cells.length ? [] : found.right)",
      },
    ],
    suite: "races-stock",
    tests: "before the projection a person sorts the stock, then",
  },
  {
    name: "a column without a name taken for any other",
    changes: [{ file: "recovery/judge.ts", from: ' && cell.header !== ""', to: "" }],
    suite: "races-stock",
    tests: "before the projection a person inserts a column",
  },
];

const root = path.join(__dirname, "..");
const copied = ["src", "test", "package.json", "tsconfig.json"];

async function copyRepository(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-mutants-"));
  for (const name of copied)
    await cp(path.join(root, name), path.join(dir, name), { recursive: true });
  await symlink(path.join(root, "node_modules"), path.join(dir, "node_modules"));
  return dir;
}

interface Run {
  readonly isPassed: boolean;
  readonly failed: number;
}

/** A suite takes minutes on a machine that does much else. */
const patienceMs = 900_000;

/** Runs a suite in the copy. What does not come to an end has failed. */
function runSuite(dir: string, { suite, tests }: Pick<Mutant, "suite" | "tests">): Promise<Run> {
  const jest = path.join(root, "node_modules/jest/bin/jest.js");
  const named = tests === undefined ? [] : ["-t", tests];
  const child = spawn(
    process.execPath,
    [jest, "--runInBand", "--forceExit", `test/sheet/${suite}.test.ts`, ...named],
    { cwd: dir, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      const failed = Number(/Tests: +(\d+) failed/.exec(said)?.[1] ?? 0);
      if (failed === 0 && !/Tests: +.*\d+ passed/.test(said) && code !== null)
        reject(new Error(`the tests did not run: ${said.slice(0, 500)}`));
      else resolve({ isPassed: code === 0, failed });
    });
  });
}

/** Puts the fault in, runs what must notice, takes it out again. */
async function tryMutant(dir: string, mutant: Mutant): Promise<Run> {
  const before = new Map<string, string>();
  try {
    for (const { file, from, to } of mutant.changes) {
      const place = path.join(dir, "src/sheet", file);
      const text = await readFile(place, "utf8");
      if (!before.has(place)) before.set(place, text);
      if (text.split(from).length !== 2)
        throw new UsageError(
          `"${mutant.name}": ${file} holds ${JSON.stringify(from)} not exactly once`,
        );
      await writeFile(
        place,
        text.replace(from, () => to),
      );
    }
    return await runSuite(dir, mutant);
  } finally {
    for (const [place, text] of before) await writeFile(place, text);
  }
}

command({ help }, async ({ positionals }) => {
  const unknown = positionals.find((name) => !mutants.some((one) => one.name === name));
  if (unknown !== undefined) throw new UsageError(`no fault is called "${unknown}"`);
  const chosen = mutants.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const dir = await copyRepository();
  let isSound = true;
  try {
    const runs = new Map(chosen.map((one) => [`${one.suite}: ${one.tests ?? ""}`, one]));
    for (const [name, run] of runs) {
      const { isPassed, failed } = await runSuite(dir, run);
      if (!isPassed) console.log(`without a fault, ${failed} fail of ${name}`);
      isSound &&= isPassed;
    }
    for (const mutant of chosen) {
      const { isPassed, failed } = await tryMutant(dir, mutant);
      const told = isPassed ? "SURVIVES" : `noticed by ${failed || "a time-out"}`;
      console.log(`${mutant.name.padEnd(48)} ${mutant.suite.padEnd(14)} ${told}`);
      isSound &&= !isPassed;
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return isSound ? 0 : 1;
});
