import fc from "fast-check";
import type { Intent, MovementIntent } from "../../../src/inventory/intent";
import { parse } from "../../../src/language/grammar/parse";
import { createLexicon } from "../../../src/language/names/lexicon";
import { vocabulary } from "../../../src/language/vocabulary/vocabulary";
import { workshopItems, workshopMembers } from "../workshop";

const lexicon = createLexicon({ items: workshopItems, members: workshopMembers });
const words = vocabulary.map(({ text }) => text);
const names = workshopItems.flatMap(({ name, spec, aliases }) => [name, spec, ...aliases]);
const marks = [..."，。：；、！？ \n（）【】“”+-×/@.#%"];
const figures = ["1", "2箱", "两包", "半", "十二", "-3", "+5", "1,200", "12-5", "14:05", "几", "0"];

/** Texts out of the words that readers know, so that every rule is met. */
const soup = fc
  .array(fc.constantFrom(...words, ...names, ...names, ...marks, ...figures), { maxLength: 14 })
  .map((parts) => parts.join(""));

function movementOf(intent: Intent): MovementIntent | undefined {
  if (intent.kind === "maybe-movement") return intent.movement;
  return intent.kind === "movement" ? intent : undefined;
}

describe("reading", () => {
  it("never throws at any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(parse(text, lexicon).kind).toEqual(expect.any(String));
      }),
      { numRuns: 300 },
    );
  });

  it("books only items of the catalogue, in finite quantities above nothing", () => {
    fc.assert(
      fc.property(soup, (text) => {
        const movement = movementOf(parse(text, lexicon));
        for (const { match, amount } of movement?.lines ?? []) {
          if (match.kind === "one") expect(workshopItems).toContain(match.item);
          if (amount.kind !== "given") continue;
          expect(Number.isFinite(amount.quantity)).toBe(true);
          expect(amount.quantity).toBeLessThanOrEqual(1_000_000);
          const least = movement?.type === "stocktake" ? 0 : Number.MIN_VALUE;
          expect(amount.quantity).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("finds every item by its name and spec, whatever verb, order and spacing", () => {
    const verb = fc.constantFrom("领用", "领用：", "领", "我领了", "刚才拿了", "取走");
    const count = fc.integer({ min: 1, max: 999_999 });
    const item = fc.constantFrom(...workshopItems);
    // 20克 is the spec of another item
    const powder = workshopItems.find(({ name }) => name === "还原粉");
    const gap = fc.constantFrom("", " ");
    fc.assert(
      fc.property(verb, item, count, gap, fc.boolean(), (said, wanted, quantity, space, last) => {
        const name = `${wanted.spec} ${wanted.name}`.trim();
        const figure = `${quantity}${wanted.unit}`;
        const text = last ? `${said}${name} ${figure}` : `${said}${figure}${space}${name}`;
        const intent = parse(text, lexicon);
        expect(intent).toMatchObject({ kind: "movement", type: "issue", remark: "" });
        const [line] = movementOf(intent)?.lines ?? [];
        expect(line?.match).toMatchObject({ kind: "one", item: wanted, near: false });
      }),
      { numRuns: 400, examples: [["领用", powder!, 20, "", false]] },
    );
  });

  it("never books what is asked, denied or still to come", () => {
    const item = fc.constantFrom(...workshopItems);
    const stripAddressing = fc.constantFrom(
      ["", "吗"],
      ["没有", ""],
      ["不要", ""],
      ["明天", ""],
      ["我想", ""],
      ["准备", ""],
      ["是否", ""],
      ["谁", "？"],
      ["如果", ""],
      ["先别", ""],
      ["例如：", ""],
      ["帮我", "上来"],
      ["> ", ""],
      ["小林：", ""],
    );
    fc.assert(
      fc.property(
        item,
        stripAddressing,
        fc.integer({ min: 1, max: 99 }),
        (wanted, [before, after], count) => {
          const text = `${before}领用${wanted.name}${count}${wanted.unit}${after}`;
          expect(parse(text, lexicon).kind).not.toBe("movement");
        },
      ),
      { numRuns: 400 },
    );
  });

  it("answers texts over 4,000 characters with the limit, and reads those below to their end", () => {
    expect(parse("领".repeat(4001), lexicon)).toEqual({ kind: "too-long", limit: 4000 });
    expect(parse("🙏".repeat(4000), lexicon)).toEqual({ kind: "chatter" });
    for (const unit of [
      "领",
      "一",
      "(",
      "A4纸1箱",
      "1.",
      "\n1. 抹布",
      "@",
      "领用人：",
      "各1包",
      "“",
      "-",
    ]) {
      const text = unit.repeat(Math.ceil(4000 / unit.length)).slice(0, 4000);
      expect(parse(text, lexicon).kind).toEqual(expect.any(String));
    }
    const list = Array.from({ length: 300 }, () => "抹布 1条").join("\n");
    expect(movementOf(parse(`领用：\n${list}`, lexicon))?.lines).toHaveLength(300);
  });
});
