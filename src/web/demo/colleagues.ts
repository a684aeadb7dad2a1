/**
 * Who may be played: the people of 成员 who write in the simulated groups, newcomers who are not in it yet, and again those
 * who may order, alone with the bot. Pure.
 */
import { directWith, type SimulatedPerson } from "../../channels/simulated/simulated";
import type { Member } from "../../inventory/people/member";
import { mayOrder } from "../../inventory/people/rights";
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
        ...{ id: account, account, name, about: aboutOf(department, roles[role]) },
        ...ownGroup(member, purchasing?.suppliers ?? []),
      };
    });
  const direct = members
    .filter((member) => member.platform === platform && member.account !== "" && mayOrder(member))
    .map(({ account, name }): Colleague => {
      const own = { groupId: directWith(account), name: demoWords.directGroup(name) };
      return { id: own.groupId, account, name, about: demoWords.directTag, own };
    });
  const unlisted = newcomers
    .filter(({ id }) => !known.some((person) => person.id === id))
    .map(({ id, name }) => ({ id, account: id, name, about: demoWords.newcomerTag }));
  return [
    ...new Map([...known, ...unlisted, ...direct].map((person) => [person.id, person])).values(),
  ];
}

const aboutOf = (...parts: readonly string[]): string => parts.filter(Boolean).join(" ");

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

/** Who is played under an id of the page, and the group that they see and write in. */
export function playedAs(
  id: string,
  people: readonly Colleague[],
  firstGroup: string,
): { readonly person: Colleague | undefined; readonly groupId: string } {
  const person = people.find((one) => one.id === id);
  return { person, groupId: person?.own?.groupId ?? firstGroup };
}
