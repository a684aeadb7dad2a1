import { parseConversions, unreadConversions } from "../../../src/inventory/items/conversions";

const told = (cell: string): readonly string[] =>
  parseConversions(cell).map(({ from, factor, to }) => `1${from}=${factor}${to}`);

describe("单位换算", () => {
  it.each([
    ["1箱=5包;1包=500张", ["1箱=5包", "1包=500张"]],
    ["１箱＝５包；１包＝５００张", ["1箱=5包", "1包=500张"]],
    ["1箱=5包=2500张", ["1箱=5包", "1包=500张"]],
    ["箱=5包", ["1箱=5包"]],
    ["2箱=10包", ["1箱=5包"]],
    ["3箱=10包", ["1包=0.3箱"]],
    ["1卷=2.5米\n1筒 = 6 卷", ["1卷=2.5米", "1筒=6卷"]],
    ["1箱=5包，1包=500张", ["1箱=5包", "1包=500张"]],
    ["", []],
    ["每箱五包", []],
    ["1箱=0包", []],
    ["1箱=1箱", []],
    ["7箱=3包;1包=2张", ["1包=2张"]],
    ["=SUM(A1)", []],
  ])("%s", (cell, steps) => {
    expect(told(cell)).toEqual(steps);
  });

  it.each([
    ["1箱=5包；1包=500张", []],
    ["1箱=5包;;\n", []],
    ["1箱=5包;两包一盒", ["两包一盒"]],
    ["1箱=0包，每箱五包", ["1箱=0包", "每箱五包"]],
    ["1箱=5包=x9", ["1箱=5包=x9"]],
  ])("%s tells what of it can't be read", (cell, unread) => {
    expect(unreadConversions(cell)).toEqual(unread);
  });
});
