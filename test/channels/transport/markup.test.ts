import { withoutMarkup } from "../../../src/channels/transport/markup";

describe("what people wrote, where the platform would read markup,", () => {
  it.each([
    ["<@all> 领用 A4纸", "＜@all> 领用 A4纸"],
    ["[点这里](http://evil.example)", "［点这里](http://evil.example)"],
    ['<font color="warning">已登记</font>', '＜font color="warning">已登记＜/font>'],
    ["**已登记** `A4`", "＊＊已登记＊＊ ｀A4｀"],
    ["# 通知\n  > 王芳：同意", "＃ 通知\n  ＞ 王芳：同意"],
  ])("shows %j as it was written", (text, shown) => {
    expect(withoutMarkup(text)).toBe(shown);
  });

  it.each([
    "A4纸（70g） 3包，剩 17包 > 安全库存 5包",
    "https://stock.example.com/board?key=aB_c-d#top",
    "签字笔 0.5mm\n订书机 1个",
  ])("leaves %j alone", (text) => {
    expect(withoutMarkup(text)).toBe(text);
  });
});
