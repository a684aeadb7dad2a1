/**
 * Google's JSON layer: takes parsed JSON and the name of a message, and answers it with field names in camelCase, nulls
 * dropped and numbers written as strings read, so that everything behind can trust the types. A field or value that the
 * message does not have is a 400 that names its place. What the values mean is not looked at here.
 * @see https://protobuf.dev/programming-guides/json/
 */
import { malformed, type FieldViolation, type Refusal } from "../refusal";
import { calls } from "./calls";
import { choices, resources } from "./resources";

type Fields = ReadonlyMap<string, string>;

const messages: ReadonlyMap<string, Fields> = new Map(
  Object.entries({ ...resources, ...calls }).map(([name, shape]) => [name, fieldsOf(shape)]),
);
const enums: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(choices).map(([name, values]) => [name, new Set(values.split(" "))]),
);

function fieldsOf(shape: string): Fields {
  const pairs = shape.split(" ").filter((pair) => pair !== "");
  return new Map(
    pairs.map((pair) => {
      const [name = "", type = ""] = pair.split(":");
      return [name, type];
    }),
  );
}

/** The fields of a message with their types; undefined for scalars and enums. */
export function fieldsOfMessage(name: string): Fields | undefined {
  return messages.get(name);
}

/**
 * Reads a value as the message `name`, in place where it can.
 * @throws Refusal 400
 */
export function parseMessage(name: string, value: unknown, place = ""): unknown {
  const violations: FieldViolation[] = [];
  const parsed = read(name, value, place, violations);
  if (violations.length > 0) throw malformed(violations);
  return parsed;
}

const mostViolations = 20;

function read(type: string, value: unknown, place: string, faults: FieldViolation[]): unknown {
  if (faults.length >= mostViolations) return undefined;
  if (type.startsWith("[]")) return readList(type.slice(2), value, place, faults);
  if (type.startsWith("{}")) return readMap(type.slice(2), value, place, faults);
  const fields = messages.get(type);
  if (fields !== undefined) return readMessage({ type, fields }, value, place, faults);
  return readScalar(type, value, place, faults);
}

function readList(type: string, value: unknown, place: string, faults: FieldViolation[]): unknown {
  if (!Array.isArray(value)) {
    faults.push(wrongValue(place, typeLabel(type), value));
    return [];
  }
  // Clients leave holes in their list of requests, and Google passes over them.
  const list: unknown[] = type === "Request" ? value.filter((each) => each !== null) : value;
  for (let i = 0; i < list.length; i += 1) {
    list[i] = read(type, list[i], `${place}[${i}]`, faults);
  }
  return list;
}

function readMap(type: string, value: unknown, place: string, faults: FieldViolation[]): unknown {
  if (!isObject(value)) {
    faults.push(wrongValue(place, typeLabel(type), value));
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      read(type, entry, `${place}.${key}`, faults),
    ]),
  );
}

function readMessage(
  { type, fields }: { type: string; fields: Fields },
  value: unknown,
  place: string,
  faults: FieldViolation[],
): unknown {
  if (!isObject(value)) {
    faults.push(wrongValue(place, typeLabel(type), value));
    return {};
  }
  for (const key of Object.keys(value)) {
    const name = fields.has(key) ? key : camelCase(key);
    const fieldType = fields.get(name);
    if (fieldType === undefined) {
      faults.push(unknownName(key, place));
      continue;
    }
    const entry = value[key];
    if (entry === null) Reflect.deleteProperty(value, key);
    else if (name === key && isPlain(fieldType, entry)) continue;
    else {
      if (name !== key) Reflect.deleteProperty(value, key);
      value[name] = read(fieldType, entry, join(place, name), faults);
    }
  }
  return value;
}

/** Whether a scalar needs no reading: the common case, taken without building its place. */
function isPlain(type: string, value: unknown): boolean {
  if (type === "string") return typeof value === "string";
  if (type === "number") return typeof value === "number" && Number.isFinite(value);
  if (type === "int") return isInt32(value);
  return type === "bool" && typeof value === "boolean";
}

function readScalar(
  type: string,
  value: unknown,
  place: string,
  faults: FieldViolation[],
): unknown {
  if (type === "any" || isPlain(type, value)) return value;
  if (type === "row") return readRow(value, place, faults);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : NaN;
  if (type === "number" && Number.isFinite(number)) return number;
  if (type === "int" && isInt32(number)) return number;
  if (enums.get(type)?.has(String(value)) === true) return value;
  faults.push(wrongValue(place, typeLabel(type), value));
  return undefined;
}

function readRow(value: unknown, place: string, faults: FieldViolation[]): unknown {
  if (!Array.isArray(value)) {
    faults.push(wrongValue(place, "type.googleapis.com/google.protobuf.ListValue", value));
    return [];
  }
  const bad = value.findIndex((cell) => typeof cell === "object" && cell !== null);
  if (bad >= 0) {
    const description = `Invalid ${place.replace(/^data\./u, "")}[${bad}]: ${Array.isArray(value[bad]) ? "list_value" : "struct_value"}`;
    faults.push({ description });
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= 0x7fffffff;
}

const scalarLabels: Readonly<Record<string, string>> = {
  string: "TYPE_STRING",
  int: "TYPE_INT32",
  number: "TYPE_DOUBLE",
  bool: "TYPE_BOOL",
  row: "type.googleapis.com/google.protobuf.ListValue",
};

const typeLabel = (type: string): string =>
  scalarLabels[type] ?? `type.googleapis.com/google.apps.sheets.v4.${type}`;

function camelCase(name: string): string {
  return name.replace(/_([a-z])/gu, (_match, letter: string) => letter.toUpperCase());
}

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);

const join = (place: string, name: string): string =>
  place === "" ? snakeCase(name) : `${place}.${snakeCase(name)}`;

function unknownName(name: string, place: string): FieldViolation {
  const at = place === "" ? "" : ` at '${place}'`;
  const description = `Invalid JSON payload received. Unknown name "${name.slice(0, 100)}"${at}: Cannot find field.`;
  return { ...(place === "" ? {} : { field: place }), description };
}

function wrongValue(place: string, label: string, value: unknown): FieldViolation {
  const shown = typeof value === "object" ? "" : `, ${JSON.stringify(value).slice(0, 100)}`;
  return { field: place, description: `Invalid value at '${place}' (${label})${shown}` };
}

/** A refusal for a query parameter that the call does not take. */
export function unknownParameter(name: string): Refusal {
  const shown = name.slice(0, 100);
  const description = `Invalid JSON payload received. Unknown name "${shown}": Cannot bind query parameter. Field '${shown}' could not be found in request message.`;
  return malformed([{ description }]);
}
