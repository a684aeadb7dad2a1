/** The colleagues of the sample workbook and of the simulated group. All are invented. */
import type { Role } from "../inventory/people/member";

export interface SamplePerson {
  readonly account: string;
  readonly name: string;
  readonly department: string;
  readonly role: Role;
}

/** The channel that the sample's people write on, and their group. */
export const samplePlatform = "simulated";
export const sampleGroup = "office";

export const samplePeople = {
  li: { account: "xiaoli", name: "小李", department: "市场部", role: "staff" },
  zhang: { account: "zhangsan", name: "张三", department: "行政部", role: "keeper" },
  wang: { account: "xiaowang", name: "小王", department: "技术部", role: "staff" },
  chen: { account: "xiaochen", name: "小陈", department: "财务部", role: "staff" },
  liu: { account: "liujie", name: "刘姐", department: "采购部", role: "buyer" },
  zhou: { account: "zhou", name: "周经理", department: "行政部", role: "admin" },
  ma: { account: "laoma", name: "老马", department: "技术部", role: "suspended" },
  qin: { account: "qinshifu", name: "秦师傅", department: "青竹文具", role: "supplier" },
} as const satisfies Record<string, SamplePerson>;

export type SamplePersonKey = keyof typeof samplePeople;

/** Writes in the group without standing in 成员: joins as 员工 with the first message. */
export const sampleNewcomer = { account: "xiaozhao", name: "小赵" } as const;

/** Who delivers the sample's items; the first has a group of its own, in which its person writes. */
export const sampleSuppliers = [
  {
    ...{ name: samplePeople.qin.department, aliases: "青竹", contact: samplePeople.qin.name },
    ...{ supplies: "", group: `${samplePlatform}:qingzhu`, leadDays: 2, replyHours: 48 },
  },
  {
    ...{ name: "远山数码", aliases: "远山", contact: "方小姐", supplies: "", group: "" },
    ...{ leadDays: 5, replyHours: 48 },
  },
  {
    ...{ name: "南塘日用", aliases: "南塘", contact: "", supplies: "", group: "" },
    ...{ leadDays: 3, replyHours: 48 },
  },
] as const;
