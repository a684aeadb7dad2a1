/** What a person may say of a stocktake session. `Counted` is a line of what was counted, `Counts` a whole message of such. */
import type { Kinds } from "../kinds";

export type StocktakeIntent<Counted, Counts, Amount, Match> = {
  readonly kind: "stocktake";
} & Kinds<
  {
    /** Why a count differs. `named` undefined: the one that is quoted, else the person's last. */
    cause: { named: Counted | undefined; cause: string };
    /** It was looked for; by its number in a blind session. */
    missing: { named: Counted | number };
    /** To be counted once more, by somebody else. */
    recount: { named: readonly Counted[] };
    /** `zone` "": everything. */
    open: { zone: string };
    /** Of items drawn at random; `count` undefined: as many as usual. */
    "open-blind": { count: number | undefined };
    /** Counts by the numbers of a blind session; `named`: what was written beside a number must be what it stands for. */
    "count-numbered": {
      counts: readonly {
        readonly ordinal: number;
        readonly amount: Amount;
        readonly named: readonly Match[];
      }[];
    };
    claim: { zone: string };
    /** The list to count by. `zone` "": of the person's own zones, else everything. */
    list: { zone: string };
    /** `zone` "": the person's own. `agrees`: it was said that the rest is as the sheet has it; `lines`: what is not. */
    "zone-done": { zone: string; agrees: boolean; lines: readonly Counted[] };
    /** Figures without a verb, by who has taken on a zone. */
    count: { counts: Counts };
    /** `zone` undefined: of all. */
    progress: { zone?: string };
    remaining: object;
    end: object;
    cancel: object;
    last: object;
    "which-zone": object;
  },
  "does"
>;
