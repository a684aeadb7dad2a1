/** A person of the 成员 tab. Rights are decided in rights.ts. */

/** A supplier belongs to another company, whose name is the department. */
export type Role = "admin" | "keeper" | "buyer" | "staff" | "supplier" | "suspended";

export interface Member {
  readonly name: string;
  readonly department: string;
  readonly role: Role;
  /** The channel's name, e.g. `generic`. */
  readonly platform: string;
  readonly account: string;
}

/** `platform:account`: by this rows and entries are told apart, not by names. */
export function accountOf({ platform, account }: Pick<Member, "platform" | "account">): string {
  return `${platform}:${account}`;
}

const longestName = 40;

/**
 * A display name as it may stand in the sheet: letters, digits, spaces and `·.'-()`, one line, at most 40 characters;
 * "" where nothing of it is left that can be read.
 *
 * @example cleanName("小陈；入库：A4纸 9箱\u200b") // "小陈 入库 A4纸 9箱"
 */
export function cleanName(written: string): string {
  const plain = written
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/[^\p{L}\p{M}\p{N}·.'()-]+/gu, " ")
    .trim();
  const short = Array.from(plain).slice(0, longestName).join("").trim();
  return /[\p{L}\p{N}]/u.test(short) ? short : "";
}
