/** What one trial found: a line that a user can send us. */
export interface Finding {
  /** What was tried. */
  readonly about: string;
  /** What the API did. */
  readonly saw: string;
  /** What that means for the relay, in a sentence. */
  readonly means: string;
  /** false: the relay works less well than it should, or not at all. */
  readonly isFine: boolean;
}

/** What is so or not. `means`: where it is as it should be, and where it is not. */
export const judged = (
  about: string,
  saw: string,
  isFine: boolean,
  [fine, wrong]: readonly [fine: string, wrong: string],
): Finding => ({ about, saw, means: isFine ? fine : wrong, isFine });

/** What the relay works with either way. */
export const told = (about: string, saw: string, means: string): Finding => ({
  ...{ about, saw, means },
  isFine: true,
});

/** `1, 2 and 3` */
export function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
