/** What a person may say of a stocktake session. `Counted` is a line of what was counted, `Counts` a whole message of such. */
export type StocktakeIntent<Counted, Counts, Amount> =
  /** Why a count differs. `named` undefined: the one that is quoted, else the person's last. */
  | {
      readonly kind: "stocktake";
      readonly does: "cause";
      readonly named: Counted | undefined;
      readonly cause: string;
    }
  /** It was looked for; by its number in a blind session. */
  | { readonly kind: "stocktake"; readonly does: "missing"; readonly named: Counted | number }
  /** To be counted once more, by somebody else. */
  | { readonly kind: "stocktake"; readonly does: "recount"; readonly named: readonly Counted[] }
  /** `zone` "": everything. */
  | { readonly kind: "stocktake"; readonly does: "open"; readonly zone: string }
  /** Of items drawn at random; `count` undefined: as many as usual. */
  | { readonly kind: "stocktake"; readonly does: "open-blind"; readonly count: number | undefined }
  /** Counts by the numbers of a blind session. */
  | {
      readonly kind: "stocktake";
      readonly does: "count-numbered";
      readonly counts: readonly { readonly ordinal: number; readonly amount: Amount }[];
    }
  | { readonly kind: "stocktake"; readonly does: "claim"; readonly zone: string }
  /** The list to count by. `zone` "": of the person's own zones, else everything. */
  | { readonly kind: "stocktake"; readonly does: "list"; readonly zone: string }
  /** `zone` "": the person's own. `agrees`: it was said that the rest is as the sheet has it; `lines`: what is not. */
  | {
      readonly kind: "stocktake";
      readonly does: "zone-done";
      readonly zone: string;
      readonly agrees: boolean;
      readonly lines: readonly Counted[];
    }
  /** Figures without a verb, by who has taken on a zone. */
  | { readonly kind: "stocktake"; readonly does: "count"; readonly counts: Counts }
  | {
      readonly kind: "stocktake";
      readonly does: "progress" | "remaining" | "end" | "cancel" | "last" | "which-zone";
    };
