import fc from "fast-check";
import { fold, foldName } from "../../../src/language/text/normalise";

describe("a folded text", () => {
  it.each([
    ["領用Ａ４紙　１箱", "领用a4纸 1箱"],
    ["文件夾", "文件夹"],
    ["領用​A4纸​", "领用a4纸"],
    ["谢谢～🙏", "谢谢~ "],
    ["１，２００张", "1,200张"],
    ["1，200张", "1，200张"],
    ["A4纸−5", "a4纸-5"],
    ["①纸②笔", "\n纸\n笔"],
    ["1️⃣纸", "\n纸"],
    ["½箱", ".5箱"],
    ["İ", "i"],
    ["苧薴", "苎苎"],
    ["🉂", "(二)"],
    ["「小李」", "“小李”"],
    ["还有么", "还有么"],
    ["A\r\nB", "a\n\nb"],
    ["", ""],
  ])("%s", (text, folded) => {
    expect(fold(text).text).toBe(folded);
  });

  it("keeps what the person wrote beside it, position by position", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const folded = fold(text);
        expect(folded.shown).toHaveLength(folded.text.length);
      }),
    );
    expect(fold("領Ａ４紙").shown).toBe("領A4紙");
  });

  it("is the same when it is folded again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        const once = fold(text).text;
        expect(fold(once).text).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same when it is folded again, whatever single character it was", () => {
    const changing: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const once = fold(String.fromCodePoint(code)).text;
      if (fold(once).text !== once) changing.push(code.toString(16));
    }
    expect(changing).toEqual([]);
  });

  it("compares names without blanks", () => {
    expect(foldName(" HP 12A硒鼓 ")).toBe("hp12a硒鼓");
  });
});
