/** Where a spreadsheet's messages and notes lie on the server. In: its id. Out: names that NATS allows. Pure. */
import { createHash } from "node:crypto";

/** A worker holds whole partitions; the number can't change while messages wait. */
export const partitionCount = 64;

export const messageStream = "INBOX";

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The same on every machine. @example partitionOf("local") // 42 */
export const partitionOf = (spreadsheetId: string): number =>
  digestOf(spreadsheetId).readUInt32BE() % partitionCount;

export const subjectOf = (spreadsheetId: string): string =>
  `inbox.${partitionOf(spreadsheetId)}.${spreadsheetId}`;

/** What stands for a company in logs and figures. */
export const tenantHash = (spreadsheetId: string): string =>
  digestOf(spreadsheetId).toString("hex").slice(0, 12);

export const consumerOf = (spreadsheetId: string): string => `sheet-${tenantHash(spreadsheetId)}`;

/** Topics are any text; a key is letters, digits and few signs. */
export const noteKeyOf = (spreadsheetId: string, topic: string): string =>
  `${spreadsheetId}.${Buffer.from(topic).toString("base64url")}`;

export const topicOf = (noteKey: string): string =>
  Buffer.from(noteKey.slice(noteKey.indexOf(".") + 1), "base64url").toString();
