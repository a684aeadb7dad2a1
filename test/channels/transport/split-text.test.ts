import fc from "fast-check";
import { splitText } from "../../../src/channels/transport/split-text";

describe("a long text", () => {
  it("stays whole where it fits", () => {
    expect(splitText("A4纸 3包", { most: 10, unit: "bytes" })).toEqual(["A4纸 3包"]);
    expect(splitText("A4纸 3包", { most: 9, unit: "bytes" })).not.toHaveLength(1);
  });

  it("is cut between lines, so that no line of figures is torn", () => {
    const text = "A4纸 3包\n订书机 12.5个\n胶带 2卷";
    expect(splitText(text, { most: 20, unit: "characters" })).toEqual([
      "A4纸 3包\n订书机 12.5个",
      "胶带 2卷",
    ]);
  });

  it("is cut at a mark where one line is too long, never inside a number", () => {
    const pieces = splitText("领用A4纸120包，订书机12.5个，胶带1000卷", {
      most: 14,
      unit: "characters",
    });
    expect(pieces.join("")).toBe("领用A4纸120包，订书机12.5个，胶带1000卷");
    expect(pieces).toEqual(["领用A4纸120包，", "订书机12.5个，", "胶带1000卷"]);
  });

  it("keeps numbers whole also where there is no mark to cut at", () => {
    const line = "领用纸张1200包胶带1350卷墨盒12.5个";
    for (let most = 6; most <= line.length; most += 1) {
      const pieces = splitText(line, { most, unit: "characters" });
      expect(pieces.join("")).toBe(line);
      expect(pieces.join("|")).not.toMatch(/\d\|[\d.]|\.\|\d/);
    }
  });

  it("loses nothing but line breaks, and every piece fits, whatever is written", () => {
    const units = ["bytes", "characters"] as const;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("A4纸", "3", "1.5", "包", "，", "\n", " ", "👨‍👩‍👧", "𠮷", "é")),
        fc.constantFrom(...units),
        (parts, unit) => {
          const text = parts.join("");
          const pieces = splitText(text, { most: 30, unit });
          const length = (piece: string) =>
            unit === "bytes" ? Buffer.byteLength(piece) : piece.length;
          expect(pieces.every((piece) => length(piece) <= 30)).toBe(true);
          expect(pieces.join("").replaceAll("\n", "")).toBe(text.replaceAll("\n", ""));
          expect(pieces.some((piece) => /\p{Cs}/u.test(piece))).toBe(false);
        },
      ),
    );
  });
});
