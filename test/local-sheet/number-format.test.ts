import { showNumber, showPlain } from "../../src/local-sheet/numbers/show";

describe("a number under a pattern", () => {
  test.each<[number, string, string]>([
    [5, "0", "5"],
    [0.5, "0", "1"],
    [1234.5, "#,##0.00", "1,234.50"],
    [1234567, "#,##0", "1,234,567"],
    [0, "#,##0.##", "0"],
    [1.5, "0.0##", "1.5"],
    [1.005, "0.00", "1.01"],
    [7, "000", "007"],
    [-5, "0.0", "-5.0"],
    [-0.001, "0.0", "0.0"],
    [-5, "0;(0)", "(5)"],
    [0, "0;-0;无", "无"],
    [0.125, "0.0%", "12.5%"],
    [1500, "0.00E+00", "1.50E+03"],
    [0.00015, "0.0E+00", "1.5E-04"],
    [12, '0"箱"', "12箱"],
    [12, "$0.00", "$12.00"],
    [12, "0_)", "12 "],
    [12, "[Red]0", "12"],
    [12_345_678, "0.0,,", "12.3"],
    [3, "@", "3"],
    [43831, "yyyy-mm-dd", "2020-01-01"],
    [43831.5, "yyyy-mm-dd hh:mm:ss", "2020-01-01 12:00:00"],
    [43831.123456, "hh:mm:ss.000", "02:57:46.598"],
    [43831.5, "m/d/yy h:mm am/pm", "1/1/20 12:00 PM"],
    [43831, "dddd, mmmm d", "Wednesday, January 1"],
    [43831, "ddd mmm", "Wed Jan"],
    [43831, 'yyyy"年"m"月"d"日"', "2020年1月1日"],
    [1.5, "[h]:mm", "36:00"],
    [0.000011574, "hh:mm:ss", "00:00:01"],
    [45999.9999999999, "yyyy-mm-dd hh:mm:ss", "2025-12-09 00:00:00"],
  ])("%d as %s is %s", (value, pattern, text) => {
    expect(showNumber(value, { pattern })).toBe(text);
  });

  test.each<[number, string]>([
    [0.1 + 0.2, "0.3"],
    [1 / 3, "0.3333333333"],
    [100_000_000_000, "100000000000"],
    [1e20, "1E+20"],
    [1.5e-12, "1.5E-12"],
    [-7, "-7"],
    [0, "0"],
  ])("%d without one is %s", (value, text) => {
    expect(showPlain(value)).toBe(text);
  });

  test("a type without a pattern shows as Google's default does", () => {
    expect(showNumber(1234.5, { type: "NUMBER" })).toBe("1,234.50");
    expect(showNumber(43831, { type: "DATE" })).toBe("1/1/2020");
    expect(showNumber(0.5, { type: "TEXT" })).toBe("0.5");
  });
});
