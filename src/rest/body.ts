/** The body of a request: JSON in which each name stands once, since which of two was meant can't be told. */

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * The first name that stands twice in one object of a text that is known to be JSON.
 *
 * @example repeatedName('{"a":1,"a":2}') // "a"
 */
export function repeatedName(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [text] of json.matchAll(token)) {
    if (text === "{") open.push(new Set());
    else if (text === "[") open.push(undefined);
    else if (text === "}" || text === "]") open.pop();
    else if (text === ":") {
      const names = open.at(-1);
      const name = JSON.parse(last) as string;
      if (names?.has(name)) return name;
      names?.add(name);
    }
    last = text;
  }
  return undefined;
}

export type Body =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "unreadable"; readonly detail: string };

/** Bytes → JSON, or why it can't be read. An empty body is an empty object. */
export function readBody(bytes: Buffer): Body {
  if (bytes.length === 0) return { kind: "json", value: {} };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const name = repeatedName(text);
    if (name === undefined) return { kind: "json", value };
    return { kind: "unreadable", detail: `"${name.slice(0, 60)}" stands twice in one object.` };
  } catch {
    return { kind: "unreadable", detail: "The body should be JSON in UTF-8." };
  }
}
