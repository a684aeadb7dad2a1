/** Posts of other programs, over Express: their bytes as they were signed, and what they are answered. */
import express, { type Request, type RequestHandler, type Response } from "express";
import type { HttpAnswer, RawRequest } from "./channel";

/** Inflated bytes would not be the signed ones. */
export const rawBody = (limit: number): RequestHandler =>
  express.raw({ type: () => true, limit, inflate: false });

export function rawRequest({ method, originalUrl, headers, body }: Request): RawRequest {
  const bytes: unknown = body;
  const given = Object.entries(headers).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.join(", ") : value] as const;
  });
  return {
    method,
    path: originalUrl,
    headers: Object.fromEntries(given),
    body: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0),
  };
}

export function refusal(status: number, reason: string, word = "rejected"): HttpAnswer {
  const body = JSON.stringify({ status: word, reason });
  return { status, contentType: "application/json; charset=utf-8", body };
}

export function give(
  response: Response,
  { status, contentType, body, headers = {} }: HttpAnswer,
): void {
  response.status(status).set(headers).set("content-type", contentType).end(body);
}
