/** The one way from an adapter to the ledger: its actions become documents of the API, booked and taken back as those. */
import type { Documents } from "../rest/documents/documents";
import { documentHeadOf, stockDocumentOf } from "../rest/documents/stock-document";
import { unusableText } from "../language/replies/documents";
import { approvalOf, type ErpAction } from "./adapter";
import type { KnownDocuments } from "./known-documents";

export interface BookingNeeds {
  readonly documents: Pick<Documents, "post" | "void" | "report">;
  readonly known: Pick<KnownDocuments, "add" | "remove">;
  readonly now: () => Date;
}

/** `unknown`: nothing is there to be taken back. */
export type Done = "done" | "unknown";

/** Safe however often it is done. @throws DocumentsFullError, and whatever the disk says */
export async function bookAction(
  source: string,
  action: ErpAction,
  { documents, known, now }: BookingNeeds,
): Promise<Done> {
  const { externalId } = action;
  const head = documentHeadOf({ source, externalId, receivedAt: now() });
  switch (action.kind) {
    case "book": {
      const from = { source, externalId, receivedAt: now() };
      const document = stockDocumentOf("receipt", action.body, from);
      const posted = await documents.post(document);
      if (posted.kind === "other-content")
        await documents.report(document, unusableText("other-content"));
      known.add(externalId);
      return "done";
    }
    case "void": {
      const text = approvalOf(externalId)?.number ?? externalId;
      const { kind } = await documents.void({ ...head, text });
      known.remove(externalId);
      return kind === "unknown" ? "unknown" : "done";
    }
    case "report": {
      const { number, why } = action;
      await documents.report({ ...head, text: number }, unusableText(why));
      return "done";
    }
  }
}
