/** 订书机没找到, 3号找不到: what was looked for in a session and is not there. */
import type { Intent } from "../../../inventory/intent";
import type { SessionPlace } from "../../../inventory/stocktake/session-place";
import type { Lexicon } from "../../names/lexicon";
import { findPerson } from "../../names/people";
import { namedLines } from "./causes";

const missing =
  /^(?<name>[^，,。?]{1,20}?)(?:没有?找到|找不到|没找着|不见了|没看到|唔见|[揾搵]唔到)(?:了|咗|啊|呀|啦)*[。!]?$/u;
const ordinal = /^(?<number>\d{1,3})\s*(?:号|#)$/u;

/** undefined: nothing is missing. `text`: folded, in the person's own words; who has a zone may miss what nobody knows. */
export function readMissing(
  text: string,
  lexicon: Lexicon,
  { isBlind, hasZone }: Pick<SessionPlace, "isBlind" | "hasZone">,
): Intent | undefined {
  const name = missing.exec(text)?.groups?.["name"]?.trim() ?? "";
  const number = isBlind ? ordinal.exec(name)?.groups?.["number"] : undefined;
  if (number !== undefined) return { kind: "stocktake", does: "missing", named: Number(number) };
  const isPerson = findPerson({ folded: name, shown: name }, lexicon.people, false) !== undefined;
  const [line, another] = namedLines(name, lexicon, hasZone && !isPerson);
  if (line === undefined || another !== undefined) return undefined;
  return { kind: "stocktake", does: "missing", named: line };
}
