/** A person of the 成员 tab. Rights are decided in rights.ts. */

export type Role = "admin" | "keeper" | "buyer" | "staff" | "suspended";

export interface Member {
  readonly name: string;
  readonly department: string;
  readonly role: Role;
  /** The channel's name, e.g. `generic`. */
  readonly platform: string;
  readonly account: string;
}
