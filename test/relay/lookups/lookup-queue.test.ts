import { createLookupQueue, mostWaiting } from "../../../src/relay/lookups/lookup-queue";

/** A queue whose look-ups end when the test says so. */
function setup() {
  const queue = createLookupQueue();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (person: string, name: string) =>
    queue.run(person, () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(`${name} done`)));
    });
  return { queue, begun, ask, end: (name: string) => ends.get(name)?.() };
}
const settle = (): Promise<void> => new Promise(setImmediate);

it("runs one look-up of a person at a time, in their order, and other people's meanwhile", async () => {
  const { begun, ask, end } = setup();
  void ask("li", "li 1");
  const second = ask("li", "li 2");
  void ask("wang", "wang 1");
  await settle();
  expect(begun).toEqual(["li 1", "wang 1"]);
  end("li 1");
  await settle();
  expect(begun).toEqual(["li 1", "wang 1", "li 2"]);
  end("li 2");
  expect(await second).toBe("li 2 done");
});

it("takes on ten that wait, tells the first one beyond, and no further one until all are done", async () => {
  const { ask, begun, end } = setup();
  const all = Array.from(
    { length: mostWaiting + 1 },
    async (_, index) => await ask("li", `${index}`),
  );
  expect(await ask("li", "too many")).toBe("full");
  expect(await ask("li", "too many")).toBe("full-again");
  await settle();
  end("0");
  await all[0];
  all.push((async () => await ask("li", "in its place"))());
  expect(await ask("li", "too many")).toBe("full-again");
  for (const name of [
    ...Array.from({ length: mostWaiting }, (_, index) => `${index + 1}`),
    "in its place",
  ]) {
    await settle();
    end(name);
  }
  await Promise.all(all);
  await settle();
  expect(begun).not.toContain("too many");
  void ask("li", "later");
  await settle();
  expect(begun.at(-1)).toBe("later");
});

it("goes on after a look-up that failed", async () => {
  const { queue, ask, end } = setup();
  const failed = queue.run("li", () => Promise.reject(new Error("the sheet is away")));
  const next = ask("li", "next");
  await expect(failed).rejects.toThrow("away");
  await settle();
  end("next");
  expect(await next).toBe("next done");
});
