/**
 * Field masks: `sheets.data(rowData/values(effectiveValue,note))` becomes a tree; the tree is checked against a message,
 * cuts an answer down to what it names, or lays the fields of one message over another.
 * @see https://developers.google.com/workspace/sheets/api/guides/field-masks
 */
import { invalid, malformed } from "./refusal";
import { fieldsOfMessage } from "./shapes/parse-message";

/** The fields named below a message; `fields` undefined: all of them. */
export interface Mask {
  readonly fields: ReadonlyMap<string, Mask> | undefined;
}

const everything: Mask = { fields: undefined };

const longestMask = 10_000;
const deepestMask = 30;

function union(a: Mask, b: Mask): Mask {
  if (a.fields === undefined || b.fields === undefined) return everything;
  const fields = new Map(a.fields);
  for (const [name, mask] of b.fields) {
    const known = fields.get(name);
    fields.set(name, known === undefined ? mask : union(known, mask));
  }
  return { fields };
}

/** Reads a mask; undefined where its brackets do not match or a name is missing. */
function parse(text: string): Mask | undefined {
  const tokens = text.match(/[^\s,()./]+|[,()./]/gu) ?? [];
  let at = 0;
  const list = (depth: number): Mask | undefined => {
    let mask = item(depth);
    while (mask !== undefined && tokens[at] === ",") {
      at += 1;
      const next = item(depth);
      mask = next && union(mask, next);
    }
    return mask;
  };
  const item = (depth: number): Mask | undefined => {
    const name = tokens[at];
    if (name === undefined || depth > deepestMask || /^[,()./]$/u.test(name)) return undefined;
    at += 1;
    if (name === "*") return everything;
    const below = rest(depth + 1);
    return below && { fields: new Map([[name, below]]) };
  };
  const rest = (depth: number): Mask | undefined => {
    if (tokens[at] === "." || tokens[at] === "/") {
      at += 1;
      return item(depth);
    }
    if (tokens[at] !== "(") return everything;
    at += 1;
    const mask = list(depth);
    at += 1;
    return tokens[at - 1] === ")" ? mask : undefined;
  };
  const mask = list(0);
  return at === tokens.length ? mask : undefined;
}

/** The first path of the mask that the message does not have. */
function unknownPath(
  mask: Mask,
  message: string,
  path: readonly string[] = [],
): string | undefined {
  const known = fieldsOfMessage(message);
  if (known === undefined) return path.join(".");
  for (const [name, under] of mask.fields ?? []) {
    const here = [...path, name];
    const type = known.get(name)?.replace(/^(\[\]|\{\})/u, "");
    if (type === undefined) return here.join(".");
    const isLookedInto = type !== "any" && under.fields !== undefined;
    const unknown = isLookedInto ? unknownPath(under, type, here) : undefined;
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/**
 * Reads the `fields` parameter of a call whose answer is `message`; without one, everything.
 * @throws Refusal 400
 */
export function readAnswerMask(text: string | undefined, message: string): Mask {
  if (text === undefined || text.trim() === "") return everything;
  const mask = text.length > longestMask ? undefined : parse(text);
  const fault = mask === undefined ? text.slice(0, 200) : unknownPath(mask, message);
  if (mask !== undefined && fault === undefined) return mask;
  const description = `Error expanding 'fields' parameter. Cannot find matching fields for path '${fault ?? ""}'.`;
  throw malformed([{ field: fault ?? "", description }]);
}

/**
 * Reads the `fields` of a request that writes a `message`.
 * @throws Refusal 400
 */
export function readUpdateMask(text: string | undefined, message: string): Mask {
  if (text === undefined || text.trim() === "") {
    throw invalid(
      "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    );
  }
  const camel = text.replace(/_([a-z])/gu, (_match, letter: string) => letter.toUpperCase());
  const mask = camel.length > longestMask ? undefined : parse(camel);
  const fault = mask === undefined ? text.slice(0, 200) : unknownPath(mask, message);
  if (mask === undefined || fault !== undefined) throw invalid(`Invalid field: ${fault ?? ""}`);
  return mask;
}

/** The mask below a field; undefined: the field is not wanted. */
export function below(mask: Mask, name: string): Mask | undefined {
  return mask.fields === undefined ? everything : mask.fields.get(name);
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** Cuts a value down to the mask. A message that loses all its fields stays as `{}`. */
export function prune(value: unknown, mask: Mask): unknown {
  if (mask.fields === undefined || !isFields(value)) return value;
  if (Array.isArray(value)) return value.map((entry) => prune(entry, mask));
  const kept: Record<string, unknown> = {};
  for (const [name, under] of mask.fields) {
    if (Object.hasOwn(value, name)) kept[name] = prune(value[name], under);
  }
  return kept;
}

/** `base` with the masked fields taken from `source`; a masked field that `source` lacks is cleared. */
export function overlay(base: unknown, source: unknown, mask: Mask): unknown {
  if (mask.fields === undefined) return source;
  const result: Record<string, unknown> = isFields(base) ? { ...base } : {};
  for (const [name, under] of mask.fields) {
    const own = (from: unknown): unknown =>
      isFields(from) && Object.hasOwn(from, name) ? from[name] : undefined;
    const next = overlay(own(result), own(source), under);
    if (next === undefined) Reflect.deleteProperty(result, name);
    else result[name] = next;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}
