import { withoutPrices } from "../../../src/language/remarks/remark-text";

it.each([
  ["一箱90块，点过数了", "点过数了"],
  ["维达 单价128", "维达"],
  ["单价2.5元，放库房", "放库房"],
  ["12块一轴", ""],
  ["2块5一支，放库房", "放库房"],
  ["共1280元", ""],
  ["¥58/箱", ""],
  ["128/箱", ""],
  ["放库房", "放库房"],
  ["送货单98812，坏了3块", "送货单98812，坏了3块"],
  ["3号柜 2层", "3号柜 2层"],
])("%s is remembered as %s", (remark, kept) => expect(withoutPrices(remark)).toBe(kept));
