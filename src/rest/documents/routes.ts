/** POST of documents and their voiding, and what became of one. */
import { Router, type Request, type RequestHandler, type Response } from "express";
import type { DocumentHead, StockDocument } from "../../inventory/documents/document";
import { problemText } from "../../language/replies/problems";
import type { Documents } from "./documents";
import { externalIdOf, type Posted } from "./posted";
import { documentHeadOf, stockDocumentOf } from "./stock-document";
import { keyOf, type Allow } from "../allow";
import { movementRows } from "../lists";
import type { FieldError } from "../problem";
import { checked, checkedId, jsonOf, refuse } from "../refusal";
import { documentTypes } from "../routes";
import type { DocumentBody } from "../schemas";

interface DocumentRoutesNeeds {
  readonly documents: Documents;
  readonly allow: Allow;
  /** Takes the raw bytes of a body. */
  readonly bytes: RequestHandler;
  readonly now: () => Date;
}

export function createDocumentRoutes({
  documents,
  allow,
  bytes,
  now,
}: DocumentRoutesNeeds): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, { type, body: shape }] of Object.entries(documentTypes)) {
    router.post(path, allow("write"), bytes, async (request, response) => {
      const body = checked<DocumentBody>(shape, jsonOf(request));
      const from = { source: keyOf(response).name, externalId: givenId(body, request) };
      const document = stockDocumentOf(type, body, { ...from, receivedAt: now() });
      sendPosted(response, await documents.post(document), document);
    });
  }
  router.post("/documents/:externalId/void", allow("write"), bytes, async (request, response) => {
    const head = headOf(request, response, now());
    sendPosted(response, await documents.void(head), head);
  });
  router.get("/documents/:externalId", allow("read"), async (request, response) => {
    const head = headOf(request, response, now());
    sendPosted(response, await documents.find(head.id), head);
  });
  return router;
}

function headOf(request: Request, response: Response, receivedAt: Date): DocumentHead {
  const externalId = checkedId(String(request.params["externalId"]), "");
  return documentHeadOf({ source: keyOf(response).name, externalId, receivedAt });
}

function givenId({ externalId }: DocumentBody, request: Request): string {
  const given = externalId ?? request.get("idempotency-key");
  if (given !== undefined) return checkedId(given, "/externalId");
  throw refuse(422, "No id", "Send externalId, the document's id in your system.", {
    errors: [{ pointer: "/externalId", detail: "is missing" }],
  });
}

function sendPosted(
  response: Response,
  posted: Posted,
  document: Pick<StockDocument, "id"> & Partial<Pick<StockDocument, "lines">>,
): void {
  const externalId = externalIdOf(document.id);
  switch (posted.kind) {
    case "booked":
    case "voided": {
      if (posted.kind === "voided" && document.lines !== undefined)
        throw refuse(409, "Voided", "It was taken back; post it under a new externalId.");
      const movements = posted.movements.map(movementRows.show);
      const status = posted.kind === "booked" && posted.isNew ? 201 : 200;
      response.status(status).json({ externalId, status: posted.kind, movements });
      return;
    }
    case "waiting":
      response
        .status(202)
        .location(`/api/v1/documents/${encodeURIComponent(externalId)}`)
        .json({ externalId, status: "waiting", movements: [] });
      return;
    case "other-content":
      throw refuse(409, "Other content", "This externalId was posted before with other content.");
    case "unknown":
      throw refuse(404, "No such document", "Nothing was posted under this id with this key.");
    case "refused": {
      const { problems, sentences, number } = posted;
      const more = { errors: problems.map(fieldError), pending: number };
      throw refuse(422, "Nothing was booked", sentences.join("\n"), more);
    }
  }
}

type LineProblem = Extract<Posted, { readonly kind: "refused" }>["problems"][number];

function fieldError({ line, problem }: LineProblem): FieldError {
  const field = fieldOf(problem.kind);
  const names = problem.kind === "unknown-item" ? problem.closest : [];
  const closest = names.map(({ name, spec }) => `${name} ${spec}`.trim());
  const detail = problemText(problem);
  const pointer = `/lines/${line}/${field}`;
  return closest.length > 0 ? { pointer, detail, closest } : { pointer, detail };
}

function fieldOf(kind: LineProblem["problem"]["kind"]): string {
  if (kind === "unit" || kind === "quantity") return kind;
  return kind === "outside-code" ? "code" : "item";
}
