/** What is a place, though it ends as a department does. */
import { foldName } from "../text/normalise";
import type { People, Person } from "./people";

/** 2诊室, 会展中心: behind an act what is no department of 成员 and sounds like a place is one. */
export function isPlaceOnly(person: Person | undefined, { departments }: People): boolean {
  if (person?.kind !== "person" || person.requester.name !== "") return false;
  const { department } = person.requester;
  return !departments.has(foldName(department)) && /\d|(?:[室店仓]|中心)$/.test(department);
}
