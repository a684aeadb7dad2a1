/** Who may be played in the simulated group: the people of 成员 who write there, and newcomers who are not in it yet. Pure. */
import type { SimulatedPerson } from "../../channels/simulated/simulated";
import type { Member } from "../../inventory/people/member";
import { demoWords } from "../../language/page-words/demo-words";
import { roles } from "../../language/sheet-words/headings";
import type { Colleague } from "./transcript";

export function colleagues(
  members: readonly Member[],
  newcomers: readonly SimulatedPerson[],
  platform: string,
): readonly Colleague[] {
  const known = members
    .filter((member) => member.platform === platform && member.account !== "")
    .map(({ account, name, department, role }) => ({
      id: account,
      name,
      about: [department, roles[role]].filter(Boolean).join(" "),
    }));
  const unlisted = newcomers
    .filter(({ id }) => !known.some((person) => person.id === id))
    .map(({ id, name }) => ({ id, name, about: demoWords.newcomerTag }));
  return [...new Map([...known, ...unlisted].map((person) => [person.id, person])).values()];
}
