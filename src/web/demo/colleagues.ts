/** Who may be played in the simulated groups: the people of 成员 who write there, and newcomers who are not in it yet. Pure. */
import type { SimulatedPerson } from "../../channels/simulated/simulated";
import type { Member } from "../../inventory/people/member";
import { findSupplier, type Supplier } from "../../inventory/purchasing/supplier";
import { demoWords } from "../../language/page-words/demo-words";
import { roles } from "../../language/sheet-words/headings";
import type { Snapshot } from "../../sheet/stockroom";
import type { Colleague } from "./transcript";

export function colleagues(
  snapshot: Pick<Snapshot, "members" | "purchasing"> | undefined,
  newcomers: readonly SimulatedPerson[],
  platform: string,
): readonly Colleague[] {
  const { members = [], purchasing } = snapshot ?? {};
  const known = members
    .filter((member) => member.platform === platform && member.account !== "")
    .map((member): Colleague => {
      const { account, name, department, role } = member;
      return {
        ...{ id: account, name, about: [department, roles[role]].filter(Boolean).join(" ") },
        ...ownGroup(member, purchasing?.suppliers ?? []),
      };
    });
  const unlisted = newcomers
    .filter(({ id }) => !known.some((person) => person.id === id))
    .map(({ id, name }) => ({ id, name, about: demoWords.newcomerTag }));
  return [...new Map([...known, ...unlisted].map((person) => [person.id, person])).values()];
}

/** The group of a supplier who is played. */
function ownGroup(
  { role, department, platform }: Member,
  suppliers: readonly Supplier[],
): Pick<Colleague, "own"> {
  const [supplier] = role === "supplier" ? findSupplier(department, suppliers) : [];
  const prefix = `${platform}:`;
  if (supplier?.group.startsWith(prefix) !== true) return {};
  const groupId = supplier.group.slice(prefix.length);
  return { own: { groupId, name: demoWords.supplierGroup(supplier.name) } };
}

/** The group that somebody sees and writes in. */
export const groupIdOf = (
  account: string,
  people: readonly Colleague[],
  firstGroup: string,
): string => people.find(({ id }) => id === account)?.own?.groupId ?? firstGroup;
