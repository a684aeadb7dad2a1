/**
 * Links for people who have no token: to the board for a day (「看板」 in the group gives one), to one file for a day (「导出
 * 本月流水」), to the letter of an order for some weeks. Whoever has the link can look.
 */
import type { ExportAddress } from "../../inventory/export-file";
import type { LetterAddress } from "../../inventory/purchasing/parts";
import { createPasses, dayMs, passIn, type Pass } from "./passes";

const letterMs = 60 * dayMs;

type Query = Readonly<Record<string, unknown>>;

const signedFields = ["tab", "from", "to", "format", "persons"] as const;

export interface SignedLinks {
  /** A link to the board that is good for 24 hours from `now`. */
  sign(now: Date): string;
  /** The ms that a pass to the board is still good for; undefined when it is not. */
  goodFor(pass: Partial<Pass>, now: Date): number | undefined;
  /** A link to an order's letter that is good for 60 days from `now`. */
  readonly signLetter: (letter: LetterAddress, now: Date) => string;
  opensLetter(letter: LetterAddress, pass: Partial<Pass>, now: Date): boolean;
  /** A link to a file that is good for 24 hours from `now`. */
  signFile(file: ExportAddress, now: Date): string;
  /** Whether an address's query is one that was signed, as it was, and not longer ago than a day. */
  opensFile(query: Query, now: Date): boolean;
}

/** `origin` is where people reach the pages, without a slash at the end. */
export function createSignedLinks({
  signingKey,
  origin,
}: {
  readonly signingKey: string | Buffer;
  readonly origin: () => string;
}): SignedLinks {
  const passes = createPasses(signingKey);
  const letterOf = ({ order, version }: LetterAddress): string => `letter:${order}:${version}`;
  const fileOf = (query: Query): string =>
    `export:${JSON.stringify(signedFields.map((field) => query[field]))}`;

  return {
    sign(now) {
      const pass = passes.passTo("board", new Date(now.getTime() + dayMs));
      return `${origin()}/board?${new URLSearchParams({ ...pass }).toString()}`;
    },
    goodFor: (pass, now) => passes.leftOf("board", pass, dayMs, now),
    signLetter(letter, now) {
      const { order, version } = letter;
      const pass = passes.passTo(letterOf(letter), new Date(now.getTime() + letterMs));
      const query = { order: String(order), version: String(version), ...pass };
      return `${origin()}/letter?${new URLSearchParams(query).toString()}`;
    },
    opensLetter: (letter, pass, now) =>
      passes.leftOf(letterOf(letter), pass, letterMs, now) !== undefined,
    signFile(file, now) {
      const pass = passes.passTo(fileOf({ ...file }), new Date(now.getTime() + dayMs));
      return `${origin()}/export/file?${new URLSearchParams({ ...file, ...pass }).toString()}`;
    },
    opensFile: (query, now) =>
      passes.leftOf(fileOf(query), passIn(query), dayMs, now) !== undefined,
  };
}
