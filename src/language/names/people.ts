/**
 * Who is meant: departments by the 成员 tab or by the word they end with, people by 成员 or by the way names are built.
 * What can't be a person is undefined; whether it stands where a person may stand is the grammar's to say.
 */
import type { Requester } from "../../inventory/intent";
import type { Member } from "../../inventory/people/member";
import { foldName } from "../text/normalise";
import { namesThing } from "../text/patterns";
import { noNames } from "./words-like-names";

export interface People {
  /** Folded names and departments, as they stand in 成员. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly departments: ReadonlyMap<string, string>;
  /** Characters that members' names begin with, and that departments end with. */
  readonly memberChars: ReadonlySet<string>;
  readonly lastChars: ReadonlySet<string>;
  /** Departments of 成员 by their first character. */
  readonly startingWith: ReadonlyMap<string, readonly string[]>;
  /** Characters of the longest name of a person without a department. */
  readonly longestName: number;
}

/** Besides 中心 and 部门. */
const departmentEnds = new Set("部组室科处办店仓");
const suffixChars = new Set([...departmentEnds, "心", "门"]);
const titles =
  "总 工 姐 哥 叔 姨 师傅 经理 主任 老师 主管 部长 组长 科长 店长 队长 厂长 处长 会计 助理 同学 医生 护士 秘书 教授 班长 书记 院长 所长 师兄 师姐 嫂 伯 生 小姐 先生 女士".split(
    " ",
  );
const surnames =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边";
const givenChars =
  "静敏伟芳娜强磊军洋勇艳杰涛明超秀英霞平刚桂丽婷雷梅兰玲燕玉萍红鹏辉建国华志海波斌飞宇浩然轩欣怡佳琪雪莹莉倩颖慧琳瑶璐萌蕾晨阳曦悦思雨涵梓子皓博文武俊峰凯龙翔鑫淼晶娟云凤珍珠琴兴旺福贵生庆祥瑞德义仁礼智信忠诚良友善康宁安泰达远航帆帅豪健力坚毅恒永长春夏秋冬月星晓小大天宏宝珊丹彤昊旭东南西北诗韵雯雅璇璟薇菲依梦可儿伊美";
const selfish = new Set("我咱本俺");
const nobody = new Set([
  "你",
  "您",
  "他",
  "她",
  "这",
  "那",
  "哪",
  "各",
  "每",
  "全",
  "某",
  "其",
  "别",
  "谁",
  "有",
  "和",
  "把",
  "给",
]);

const surnameChars = new Set(surnames);
const givenNameChars = new Set(givenChars);
const nameChars = new Set(`一二三四五六七八九十${surnames}${givenChars}${titles.join("")}`);

/** Whether a character can be part of a name, though it means something else by itself (林总). */
export function isNameChar(char: string): boolean {
  return nameChars.has(char);
}

export function createPeople(members: readonly Member[]): People {
  const byName = new Map<string, Member[]>();
  const departments = new Map<string, string>();
  for (const member of members) {
    const name = foldName(member.name);
    if (name !== "") byName.set(name, [...(byName.get(name) ?? []), member]);
    const department = foldName(member.department);
    if (department !== "") departments.set(department, member.department.trim());
  }
  const memberChars = new Set(selfish);
  for (const name of byName.keys()) memberChars.add(name[0] ?? "");
  const lastChars = new Set(suffixChars);
  for (const name of departments.keys()) lastChars.add(name.at(-1) ?? "");
  const longestName = Math.max(4, ...[...byName.keys()].map((name) => name.length));
  const startingWith = new Map<string, string[]>();
  for (const name of departments.keys())
    startingWith.set(name[0] ?? "", [...(startingWith.get(name[0] ?? "") ?? []), name]);
  return { members: byName, departments, memberChars, lastChars, startingWith, longestName };
}

/**
 * How far somebody's name may reach from positions of a text that are asked for in ascending order: `most` where a
 * department may end so near; 0 where nobody is named.
 */
export function personReaches(
  text: string,
  most: number,
  { memberChars, startingWith, longestName }: People,
): (start: number) => number {
  let suffix = -1;
  return (start) => {
    while (suffix < start || (suffix < text.length && !suffixChars.has(text[suffix] ?? ""))) {
      suffix = Math.max(suffix + 1, start);
    }
    if (suffix < text.length && suffix < start + most) return most;
    const first = text[start] ?? "";
    const known = startingWith.get(first) ?? [];
    if (known.some((name) => text.startsWith(name, start))) return most;
    if (memberChars.has(first)) return Math.min(most, longestName);
    let end = start;
    if (surnameChars.has(first) || "小老阿".includes(first))
      while (end < start + longestBuilt && nameChars.has(text[end] ?? "")) end += 1;
    return end - start;
  };
}

/** Characters of a name that is built as names are, with its title. */
const longestBuilt = 4;

/** `self`: the sender speaks of himself or his own department. */
export type Person =
  { readonly kind: "self" } | { readonly kind: "person"; readonly requester: Requester };

/**
 * Who `folded` names; `shown` is the same text as the person wrote it. `trusted`: it stands behind 领用人, so that any
 * name will do.
 *
 * @example findPerson("组织部小方", …) // 小方 of 组织部
 */
export function findPerson(
  { folded, shown }: { readonly folded: string; readonly shown: string },
  people: People,
  trusted: boolean,
): Person | undefined {
  if (folded === "") return undefined;
  if (!trusted && nobody.has(folded[0] ?? "")) return undefined;
  const own = selfish.has(folded[0] ?? "");
  if (own && folded.length === 1) return { kind: "self" };
  const member = people.members.get(folded);
  if (member !== undefined) return personOf("", member[0]?.name.trim() ?? shown, people);
  // what stands behind a department is a name, and no longer than one
  const least = trusted || own ? 1 : folded.length - people.longestName;
  for (const split of splitsOf(folded, people, least)) {
    const rest = folded.slice(split);
    const known = people.departments.get(folded.slice(0, split)) ?? shown.slice(0, split);
    const department = known.trim();
    if (own) {
      return rest === ""
        ? { kind: "self" }
        : findPerson({ folded: rest, shown: shown.slice(split) }, people, trusted);
    }
    const cut = !trusted && isNobody(known, rest, people);
    const name = cut ? undefined : nameOf(rest, shown.slice(split), people, true);
    if (name !== undefined) return personOf(department, name, people);
  }
  const name = nameOf(folded, shown, people, trusted);
  return name === undefined ? undefined : personOf("", name, people);
}

/** 前台抽屉, 3号教室晚课: behind a department what names a thing, or behind a numbered place what has no form of a name. */
function isNobody(place: string, rest: string, { members, departments }: People): boolean {
  if (members.has(rest)) return false;
  const numbered = rest !== "" && /\d/.test(place) && !departments.has(foldName(place));
  return namesThing(rest) || (numbered && !looksLikeName(rest));
}

const longestDepartment = 30;
const longestSuffixed = 14;

/** Where a department may end, the best first: before a member's name, then the longest. */
function splitsOf(folded: string, people: People, least: number): readonly number[] {
  const ends: number[] = [];
  let spelled: number | undefined;
  for (let end = Math.min(folded.length, longestDepartment); end > 0 && end >= least; end -= 1) {
    if (!people.lastChars.has(folded[end - 1] ?? "")) continue;
    const head = folded.slice(0, end);
    if (people.departments.has(head)) ends.push(end);
    else if (end > 1 && end <= longestSuffixed && suffixChars.has(folded[end - 1] ?? "")) {
      spelled ??= (/^[\p{L}\p{N}]+/u.exec(folded)?.[0] ?? "").length;
      const suffixed = end <= spelled && endsAsDepartment(head);
      if (suffixed && !/[长库]/.test(folded[end] ?? "")) ends.push(end);
    }
  }
  if (ends.length < 2) return ends;
  const ofMembers = ends.filter((end) => people.members.has(folded.slice(end)));
  return ofMembers.length === 0 ? ends : [...new Set([...ofMembers, ...ends])];
}

function endsAsDepartment(head: string): boolean {
  const last = head.at(-1) ?? "";
  const suffixed = departmentEnds.has(last) || head.endsWith("中心") || head.endsWith("部门");
  return suffixed && !noDepartment.test(head);
}

const noDepartment =
  /^[从在由向跟找到自喺响]|(?:全部|局部|内部|外部|干部|头部|底部|顶部|大部|到处|好处|用处|各处|怎么办|咋办|(?<!总)经办|承办|代办|督办)$/;

/** The name that a text is, "" for an empty one. */
function nameOf(
  folded: string,
  shown: string,
  people: People,
  trusted: boolean,
): string | undefined {
  if (folded === "") return "";
  const member = people.members.get(folded.trim());
  if (member !== undefined) return member[0]?.name.trim() ?? shown.trim();
  const fits = trusted ? couldBeName(folded.trim()) : looksLikeName(folded.trim());
  return fits ? shown.trim() : undefined;
}

/** Behind 领用人 or a department: two to four characters, or letters. */
function couldBeName(name: string): boolean {
  if (/^[\p{Script=Han}·]{1,4}$/u.test(name))
    return !unlikely.test(name) && (name.length < 4 || isLong(name));
  return (
    /^[\p{Script=Han}]{2,6}·[\p{Script=Han}]{1,8}$/u.test(name) ||
    /^[a-z][a-z .'-]{0,29}$/.test(name)
  );
}

/** Characters that no name holds, and counting words at its end. */
const unlikely = /[的了吗么呢吧啊呀哦谁哪没不别再又也都才就只半几]|[用个箱包支]$/;
const longSurnames = "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 长孙 端木 司徒".split(
  " ",
);

/** Four characters are a name with a title, or one with a double surname. */
function isLong(name: string): boolean {
  const titled = titles.some(
    (title) => title.length > 1 && (name.endsWith(title) || name.startsWith(title)),
  );
  return titled || longSurnames.some((surname) => name.startsWith(surname)) || name.includes("·");
}

function looksLikeName(name: string): boolean {
  if (noNames.has(name)) return false;
  const [first = "", second = ""] = name;
  if ("小老阿".includes(first) && name.length === 2)
    return surnameChars.has(second) || givenNameChars.has(second);
  if (!surnameChars.has(first)) return false;
  const given = name.slice(1);
  if (titles.includes(given)) return true;
  return (
    given.length >= 1 && given.length <= 2 && [...given].every((char) => givenNameChars.has(char))
  );
}

/** A name without a department takes it from 成员 when exactly one person there has it. */
function personOf(department: string, name: string, people: People): Person {
  const namesakes = people.members.get(foldName(name)) ?? [];
  const only = namesakes.length === 1 ? namesakes[0] : undefined;
  const own = department === "" ? (only?.department.trim() ?? "") : department;
  return { kind: "person", requester: { name, department: own } };
}
