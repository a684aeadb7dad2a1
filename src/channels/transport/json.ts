/**
 * Loose reading of a stranger's JSON: whatever the shape, an accessor answers with an empty value instead of throwing.
 * Knows no platform.
 */

export type Fields = Readonly<Record<string, unknown>>;

/** The object that the text holds; undefined when it is not JSON or not an object. */
export function parseObject(text: string | Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text.toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The list that the text holds; undefined when it holds none. */
export function parseList(text: string): readonly unknown[] | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; empty when it is none. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** The value as a list; empty when it is none. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string or number as text, half a surrogate pair in it replaced, for no sheet takes one; "" when it is neither. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value.replace(/\p{Cs}/gu, "\ufffd");
  return typeof value === "number" ? String(value) : "";
}

/** An id that may stand in a key or a cell, without blanks around it: 1 to 200 characters, none of them a control character; else undefined. */
export function idOf(value: unknown): string | undefined {
  const id = textOf(value).trim();
  return id.length > 0 && id.length <= 200 && !/\p{Cc}/u.test(id) ? id : undefined;
}

/** A name as people read it: one line, at most 100 characters; "" when there is none. */
export function nameOf(value: unknown): string {
  return textOf(value)
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 100);
}

/** A moment from a count of seconds (1) or milliseconds (1000 a second); undefined when it is none. */
export function momentOf(value: unknown, perSecond: 1 | 1000): Date | undefined {
  const count = Number(textOf(value) || NaN);
  const moment = new Date(Math.floor((count * 1000) / perSecond));
  return Number.isNaN(moment.getTime()) || count <= 0 ? undefined : moment;
}
