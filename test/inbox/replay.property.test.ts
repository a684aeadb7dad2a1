import fc from "fast-check";
import { openInbox } from "../../src/inbox/journal";
import { makeFolder, removeFolder } from "./folder";

const key = fc.constantFrom("a", "b", "群:1", "d\n", "e");
const step = fc.oneof(
  fc.record({ do: fc.constant("take" as const), key, text: fc.string({ unit: "binary" }) }),
  fc.record({ do: fc.constant("finish" as const), key }),
  fc.record({ do: fc.constant("record" as const), key, note: fc.option(fc.jsonValue()) }),
  fc.record({ do: fc.constant("restart" as const) }),
);

/** What an inbox must remember, told as plainly as can be. */
interface Model {
  readonly unfinished: Map<string, string>;
  readonly finished: Set<string>;
  readonly notes: Map<string, unknown>;
}

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

describe("any course of taking, finishing, noting and restarting", () => {
  it("leaves the same behind, whether or not the journal was compacted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom(1, 300, 1_000_000),
        async (steps, compactFromBytes) => {
          const dir = await makeFolder();
          const open = () =>
            openInbox<string>({
              dir,
              now: () => new Date("2026-11-22T08:00:00Z"),
              log: (sentence) => expect(sentence).toBeUndefined(),
              compactFromBytes,
            });
          const model: Model = { unfinished: new Map(), finished: new Set(), notes: new Map() };
          let inbox = await open();
          const carryOut = async (one: Step): Promise<void> => {
            switch (one.do) {
              case "take": {
                const isNew = !model.unfinished.has(one.key) && !model.finished.has(one.key);
                expect(await inbox.take(one.key, one.text)).toBe(isNew ? "taken" : "duplicate");
                if (isNew) model.unfinished.set(one.key, one.text);
                break;
              }
              case "finish":
                inbox.finish(one.key);
                if (model.unfinished.delete(one.key)) model.finished.add(one.key);
                break;
              case "record":
                await inbox.record(one.key, one.note ?? undefined);
                model.notes.delete(one.key);
                if (one.note !== null) model.notes.set(one.key, one.note);
                break;
              case "restart":
                await inbox.close();
                inbox = await open();
            }
          };
          for (const one of [...steps, { do: "restart" } as const]) await carryOut(one);
          const left = inbox.unfinished.map((each) => [each.key, each.message]);
          expect(left).toEqual([...model.unfinished]);
          expect(JSON.stringify([...inbox.notes])).toEqual(JSON.stringify([...model.notes]));
          for (const done of model.finished) expect(await inbox.take(done, "")).toBe("duplicate");
          await inbox.close();
          await removeFolder(dir);
        },
      ),
      { numRuns: 60 },
    );
  });
});
