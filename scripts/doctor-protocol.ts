/**
 * What the doctor says of the commit protocol on the configured spreadsheet: what a trial finds, or what the last one left
 * marked. One line for each assumption, with what follows where it fails.
 */
import type { Checkup } from "../src/channels/channel";
import type { Assumption } from "../src/sheet/assumptions";
import type { SheetsClient } from "../src/sheet/client";
import { tryProtocol } from "../src/sheet/probe";
import type { Finding } from "../src/sheet/probe";
import { imagesTitle, probeTitle } from "../src/sheet/probe-tabs";
import { keepVerdict } from "../src/sheet/verdict";

const fine: Readonly<Record<Assumption, string>> = {
  fence: "a commit that names a commit which is gone is refused whole",
  shift: "references shift when a row is copied, and shift back when it is put back",
  hidden: "rows that are hidden are copied like others",
};

const follows: Readonly<Record<Assumption, string>> = {
  fence:
    "a commit that names a commit which is gone is NOT refused whole. Run one relay only: two at once could book twice, and so could a request that Google carries out after its time-out",
  shift:
    "references do NOT shift in copies as they should. A formula in 当前库存 is seen before each commit and left alone; one that is put or moved there in the second between reading and writing may be lost or come back with other references",
  hidden:
    "rows that are hidden are NOT copied. Filters are lifted within each commit and laid again (without their sort order); don't hide rows of 库存 by hand, and don't set a filter in the second of a booking: that row's 当前库存 may be lost (流水 still has it)",
};

const readsFirst =
  "The relay reads the sheet before each commit from now on, which is slower and uses one more read of the quota";

/** Tries the protocol on scratch tabs and leaves the verdict for the relay. */
export async function checkProtocol(
  client: SheetsClient,
  spreadsheetId: string,
): Promise<Checkup[]> {
  let findings: readonly Finding[];
  try {
    findings = await tryProtocol(client, spreadsheetId);
  } catch (error) {
    const sentence = `the commit protocol could not be tried (${told(error)}); nothing is changed in how the relay works. Should the tabs ${probeTitle} and ${imagesTitle} stand there, delete them; the next trial does, too`;
    return [{ ok: false, sentence }];
  }
  const lines = findings.map(({ assumption, holds, saw }) =>
    holds
      ? { ok: true, sentence: `${fine[assumption]} (${saw})` }
      : { ok: false, sentence: `${follows[assumption]}. ${readsFirst} (${saw})` },
  );
  try {
    await keepVerdict(client, spreadsheetId, findings);
    return lines;
  } catch (error) {
    const sentence = `the verdict could not be left in the spreadsheet for the relay (${told(error)}); run this again`;
    return [...lines, { ok: false, sentence }];
  }
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What an earlier trial found to fail. */
export function marked(failed: readonly Assumption[]): readonly Checkup[] {
  return failed.map((assumption) => ({
    ok: true,
    sentence: `a trial on this spreadsheet found: ${follows[assumption]}. The relay reads the sheet before each commit; npm run doctor -- --try-sheet tries again`,
  }));
}
