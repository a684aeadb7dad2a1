/** Where the name of an exported line ends. A name may hold colons, and so may what was written. Pure. */
import { systemSender } from "./whatsapp-export-words";

/** Marks of direction; iOS begins with one whatever it wrote itself. */
export const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

interface Split {
  readonly sender: string;
  readonly rest: string;
  readonly isSpaced: boolean;
}

const longestName = 100;
/** Colons of a first line that may end the name. */
const mostSplits = 6;

/** Where the name may end: at each colon of the first line. */
function splitsOf(said: string): readonly Split[] {
  const [line = ""] = said.slice(0, longestName + 2).split("\n");
  return [...line.matchAll(/ ?:/g)].slice(0, mostSplits).flatMap(({ index, 0: mark }) => {
    const sender = line.slice(0, index).replace(directionMarks, "").replace(/^~\s*/u, "").trim();
    const rest = said.slice(index + mark.length);
    return sender === ""
      ? []
      : [{ sender, rest: rest.replace(/^ /, ""), isSpaced: rest.startsWith(" ") }];
  });
}

/** The sender where the line has one colon only. */
export function soleSender(said: string): string | undefined {
  const [only, ...others] = splitsOf(said);
  const isSure = others.length === 0 && only?.isSpaced === true;
  return isSure && !systemSender.test(only.sender) ? only.sender : undefined;
}

/** A name may hold colons: whoever is known is meant, else it ends at the first colon with a blank, else at the first. */
export function splitOf(said: string, known: ReadonlySet<string>): Split | "several" | undefined {
  const splits = splitsOf(said);
  const ofKnown = splits.filter(({ sender }) => known.has(sender));
  if (ofKnown.length > 1) return "several";
  return ofKnown[0] ?? splits.find(({ isSpaced }) => isSpaced) ?? splits[0];
}
