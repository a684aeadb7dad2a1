import { causeIn, isUnrecordedCause } from "../../../src/language/sheet-words/stocktake-words";

it.each([
  ["漏记，小李上周拿了没写", true],
  ["小陈拿走没写", true],
  ["忘了登", true],
  ["没登记过", true],
  ["没入库", false],
  ["损耗", false],
  ["", false],
])("原因 %s tells that something was taken and not written down: %s", (cause, isUnrecorded) => {
  expect(isUnrecordedCause(cause)).toBe(isUnrecorded);
});

it.each([
  ["仓库后面又翻出来两箱A4纸，没登记过", "没登记过"],
  ["找到半箱A4，应该是上次没入库的", "没入库"],
  ["角落里还有一箱A4纸", ""],
  ["确认待处理 3", ""],
])("%s tells of why: %s", (text, cause) => {
  expect(causeIn(text)).toBe(cause);
});
