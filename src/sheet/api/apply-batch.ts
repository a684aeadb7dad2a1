/** One batch on the relay's spreadsheet, once there is a token for it. A refusal is an answer too. */
import { SheetRefusedError } from "../../errors";
import type { SheetRequest, SheetsClient, Spreadsheet } from "./client";

interface Applied {
  /** Set: nothing of it was applied. */
  readonly refused?: SheetRefusedError;
  /** What was asked to be shown afterwards. */
  readonly shown?: Spreadsheet | undefined;
}

/** `ask`: what is to be shown afterwards. @throws SheetAwayError, SheetDeniedError */
export type ApplyBatch = (
  requests: readonly SheetRequest[],
  ask?: { readonly responseRanges: readonly string[]; readonly fields: string },
) => Promise<Applied>;

export const createApplyBatch =
  (options: {
    readonly client: SheetsClient;
    readonly spreadsheetId: string;
    /** Waits until a write may be sent. */
    readonly token: () => Promise<void>;
  }): ApplyBatch =>
  async (requests, ask = { responseRanges: [], fields: "spreadsheetId" }) => {
    await options.token();
    try {
      const answer = await options.client.applyBatch(options.spreadsheetId, { requests, ...ask });
      return { shown: answer.updatedSpreadsheet ?? undefined };
    } catch (error) {
      if (error instanceof SheetRefusedError) return { refused: error };
      throw error;
    }
  };
