/** What the API offers, once: the router, the OpenAPI document and the page are all made from this table. */
import type { z } from "zod";
import type { BookableType } from "../inventory/intent";
import type { Scope } from "./keys";
import { queries } from "./queries";
import * as schemas from "./schemas";

export interface Route {
  readonly method: "get" | "post";
  /** Below /api/v1, with OpenAPI's braces. */
  readonly path: string;
  readonly scope: Scope;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status → the answer's shape. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
}

const posted = { 200: schemas.answers.posted, 202: schemas.answers.posted };
const booked = { 201: schemas.answers.posted, ...posted };

const document = (path: string, summary: string, body: z.ZodType): Route => ({
  method: "post",
  path,
  scope: "write",
  summary,
  query: queries.none,
  body,
  answers: booked,
});

const list = (path: string, summary: string, query: z.ZodObject, answer: z.ZodType): Route => ({
  method: "get",
  path,
  scope: "read",
  summary,
  query,
  answers: { 200: answer },
});

/** The documents that can be posted, by path. */
export const documentTypes = {
  "/receipts": { type: "receipt", body: schemas.receipt },
  "/issues": { type: "issue", body: schemas.issue },
  "/returns": { type: "return", body: schemas.returned },
  "/counts": { type: "stocktake", body: schemas.count },
} as const satisfies Record<string, { type: BookableType; body: z.ZodType }>;

const { answers } = schemas;
const { none } = queries;

export const routes: readonly Route[] = [
  document("/receipts", "Books a receipt, all lines or none.", schemas.receipt),
  document("/issues", "Books an issue, all lines or none.", schemas.issue),
  document("/returns", "Books a return, all lines or none.", schemas.returned),
  document(
    "/counts",
    "Books a count: the figures become the stock of their moment.",
    schemas.count,
  ),
  {
    method: "post",
    path: "/documents/{externalId}/void",
    scope: "write",
    summary: "Takes back what a document booked.",
    query: none,
    answers: posted,
  },
  list("/documents/{externalId}", "What became of a document.", none, answers.posted),
  list(
    "/items",
    "Items with their stock on hand, in the sheet's order.",
    queries.items,
    answers.items,
  ),
  list("/items/{id}", "One item.", none, answers.item),
  list("/movements", "Rows of the ledger, newest first.", queries.movements, answers.movements),
  list(
    "/pending",
    "Open entries, and those closed in the last 48 hours.",
    queries.pending,
    answers.pending,
  ),
  list("/orders", "Orders, newest first; without prices.", queries.orders, answers.orders),
  list("/stocktakes", "Rows of the stocktakes.", queries.stocktakes, answers.stocktakes),
  list(
    "/reports/{span}",
    "The report of a day, week or month as the group gets it.",
    none,
    answers.report,
  ),
];
