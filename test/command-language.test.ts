import { speaksChinese } from "../src/command-language";

it.each([
  [{ LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, true],
  [{ LC_ALL: "", LANG: "zh_TW.UTF-8" }, true],
  [{ LC_MESSAGES: "zh_HK", LANG: "C" }, true],
  [{ LC_ALL: "en_GB.UTF-8", LANG: "zh_CN.UTF-8" }, false],
  [{ LANG: "C.UTF-8" }, false],
])("a person whose environment says %o is spoken to in Chinese: %s", (environment, isChinese) => {
  expect(speaksChinese(environment)).toBe(isChinese);
});
