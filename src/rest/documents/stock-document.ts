/** A checked body → the document that is booked. The one way in for requests and for the adapters of ERPs. */
import {
  documentId,
  type DocumentHead,
  type StockDocument,
} from "../../inventory/documents/document";
import { cleanName } from "../../inventory/people/member";
import { documentText } from "../../language/replies/documents";
import type { DocumentBody } from "../schemas";

interface From {
  /** The name of the key, or of the adapter. */
  readonly source: string;
  /** The document's own id in the other system. */
  readonly externalId: string;
  readonly receivedAt: Date;
}

export function stockDocumentOf(
  type: StockDocument["type"],
  body: DocumentBody,
  { source, externalId, receivedAt }: From,
): StockDocument {
  const { document: paper, requester = "", department = "", countedAt } = body;
  const operator = cleanName(body.operator ?? paper?.approvedBy ?? source) || source;
  const lines = body.lines.map(({ code, item = "", spec, quantity, unit = "" }) => {
    return { ...(code !== undefined && { code }), item, spec, quantity, unit };
  });
  const counted = countedAt === undefined ? undefined : new Date(countedAt);
  return {
    type,
    id: documentId(source, externalId),
    source,
    operator,
    requester: { name: cleanName(requester) || operator, department: cleanName(department) },
    text: documentText(type, paper?.number ?? externalId, lines),
    receivedAt,
    countedAt: counted !== undefined && counted > receivedAt ? receivedAt : counted,
    lines,
  };
}

/** A document whose lines are not needed. */
export function documentHeadOf({ source, externalId, receivedAt }: From): DocumentHead {
  const id = documentId(source, externalId);
  return { id, source, operator: source, text: externalId, receivedAt };
}
