/** One line of `npm run doctor` from one call: what is well when it passes, how to fix it when it doesn't. */
import type { Checkup } from "../channel";

export async function checkupOf(
  { good, fix }: { readonly good: string; readonly fix: string },
  ask: () => Promise<unknown>,
): Promise<readonly Checkup[]> {
  try {
    await ask();
    return [{ ok: true, sentence: good }];
  } catch (error) {
    const reason = error instanceof Error ? error.message : "no answer";
    return [{ ok: false, sentence: `${reason}; ${fix}` }];
  }
}
