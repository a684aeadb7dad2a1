import type { Member } from "../../../src/inventory/people/member";
import { createPeople, findPerson } from "../../../src/language/names/people";

const member = (name: string, department: string): Member => ({
  name,
  department,
  role: "staff",
  platform: "generic",
  account: `${name}${department}`,
});
const people = createPeople([
  member("小李", "市场部"),
  member("小王", "技术部"),
  member("小陈", "研发部"),
  member("小陈", "质检室"),
  member("阿梅", "厨房"),
]);

function who(text: string, trusted: boolean): string {
  const person = findPerson({ folded: text, shown: text }, people, trusted);
  if (person === undefined) return "-";
  return person.kind === "self"
    ? "self"
    : `${person.requester.department}:${person.requester.name}`;
}

describe("behind 领用人", () => {
  it.each([
    ["市场部小李", "市场部:小李"],
    ["小李", "市场部:小李"],
    ["小陈", ":小陈"],
    ["质检室小陈", "质检室:小陈"],
    ["办公室小陈", "办公室:小陈"],
    ["组织部小方", "组织部:小方"],
    ["财务部", "财务部:"],
    ["厨房", "厨房:"],
    ["厨房老吴", "厨房:老吴"],
    ["客服中心小赵", "客服中心:小赵"],
    ["总经办林总", "总经办:林总"],
    ["一号仓老吴", "一号仓:老吴"],
    ["技术部组长小王", "技术部:组长小王"],
    ["王小明", ":王小明"],
    ["欧阳锋", ":欧阳锋"],
    ["阿卜杜拉·买买提", ":阿卜杜拉·买买提"],
    ["tom lee", ":tom lee"],
    ["小李吗", "-"],
    ["我", "self"],
    ["一箱酒精两瓶", "-"],
  ])("%s", (text, expected) => {
    expect(who(text, true)).toBe(expected);
  });
});

describe("where nothing says that it is a person", () => {
  it.each([
    ["市场部小李", "市场部:小李"],
    ["小张", ":小张"],
    ["林总", ":林总"],
    ["赵敏", ":赵敏"],
    ["张师傅", ":张师傅"],
    ["我", "self"],
    ["我们部门", "self"],
    ["他", "-"],
    ["客户", "-"],
    ["领导", "-"],
    ["方便", "-"],
    ["马上", "-"],
    ["成功", "-"],
    ["全部", "-"],
    ["你们部小李", "-"],
  ])("%s", (text, expected) => {
    expect(who(text, false)).toBe(expected);
  });
});
