/** People who join 成员 in a commit in the making, each account once. Pure. */
import type { Member } from "../inventory/people/member";
import type { RowInsert } from "./commit";
import { memberFields, readMember, type Fields } from "./entries";
import type { Ground } from "./ground";
import { bottomInsert } from "./row-writes";
import type { Grid } from "./tabs";

interface MemberRows {
  /** Nothing where the account has a row. */
  join(member: Member): void;
  insert(): RowInsert | undefined;
}

export function createMemberRows({ workbook }: Pick<Ground, "workbook">): MemberRows {
  const { members: grid } = workbook.grids;
  const accounts = new Set<string>();
  const rows: Fields[] = [];

  return {
    join(member) {
      const account = accountOf(member);
      if (!grid || accounts.has(account) || isListed(grid, account)) return;
      accounts.add(account);
      rows.push(memberFields(member));
    },
    insert: () => bottomInsert(grid, rows),
  };
}

const accountOf = ({ platform, account }: Member): string => `${platform} ${account}`;

function isListed(grid: Grid<"members">, account: string): boolean {
  return grid.rows.some((row, index) => {
    const { member } = readMember(grid, row, grid.headerRow + 1 + index);
    return member !== undefined && accountOf(member) === account;
  });
}
