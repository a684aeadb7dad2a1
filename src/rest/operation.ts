/** One route → its operation in the OpenAPI document. Named shapes go into the components. */
import { z } from "zod";
import type { Route } from "./routes";
import { answers } from "./schemas";

type Json = Readonly<Record<string, unknown>>;

const done: Readonly<Record<number, string>> = {
  200: "Done before, or found.",
  201: "Booked.",
  202: "Safe on disk; booked when the sheet is back. Ask at Location.",
};

const problems: Readonly<Record<number, string>> = {
  400: "The request can't be read.",
  401: "The key is missing or wrong.",
  403: "The key may only read.",
  404: "There is no such thing.",
  409: "The same id with other content, or of a document that was voided.",
  413: "The body is over 256 KB.",
  415: "The body should be application/json.",
  422: "Nothing was booked; `errors` names each line, `pending` the entry for the keepers.",
  429: "Too many calls in a minute; see Retry-After.",
  503: "It can't be kept safe now; post it again after Retry-After.",
};
const problemsOf = {
  get: [401, 404, 422, 429, 503],
  post: [400, 401, 403, 404, 409, 413, 415, 422, 429, 503],
};

export interface Components {
  readonly schemas: Map<string, unknown>;
}

/** JSON Schema of a shape; named ones are put aside and referred to. */
function schemaOf(schema: z.ZodType, io: "input" | "output", components: Components): unknown {
  return lifted(z.toJSONSchema(schema, { target: "draft-2020-12", io }), components);
}

function lifted(value: unknown, components: Components): unknown {
  if (Array.isArray(value)) return value.map((each) => lifted(each, components));
  if (typeof value !== "object" || value === null) return value;
  const { $defs = {}, id, ...rest } = value as Record<string, unknown>;
  for (const [name, schema] of Object.entries($defs as Json)) {
    components.schemas.set(name, lifted(schema, components));
  }
  const inner = Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => key !== "$schema")
      .map(([key, each]) => [
        key,
        key === "$ref"
          ? String(each).replace("#/$defs/", "#/components/schemas/")
          : lifted(each, components),
      ]),
  );
  // Of a property the id is its schema, of a shape its name.
  if (typeof id !== "string")
    return id === undefined ? inner : { id: lifted(id, components), ...inner };
  components.schemas.set(id, inner);
  return { $ref: `#/components/schemas/${id}` };
}

const asJson = (schema: unknown): Json => ({ "application/json": { schema } });

function parametersOf({ path, query, body }: Route): readonly Json[] {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: {
      type: "string",
      ...(name === "span" && { enum: ["day", "week", "month"] }),
    },
  }));
  const { properties = {} } = z.toJSONSchema(query, { io: "input" });
  const asked = Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as Record<string, unknown>;
    return {
      name,
      in: "query",
      required: false,
      ...(description !== undefined && { description }),
      schema,
    };
  });
  const idempotency = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    schema: { type: "string" },
  };
  return [...named, ...asked, ...(body === undefined ? [] : [idempotency])];
}

export function operationOf(route: Route, components: Components): Json {
  const { method, path, scope, summary, body, answers: given } = route;
  const problem = {
    "application/problem+json": { schema: schemaOf(answers.problem, "output", components) },
  };
  const found = Object.entries(given).map(([status, schema]) => [
    status,
    {
      description: done[Number(status)],
      content: asJson(schemaOf(schema, "output", components)),
    },
  ]);
  const refused = problemsOf[method].map((status) => [
    status,
    { description: problems[status], content: problem },
  ]);
  return {
    operationId: method + path.replace(/[^A-Za-z]+(\w?)/g, (_, next: string) => next.toUpperCase()),
    summary,
    description: `Needs a key of scope ${scope}.`,
    parameters: parametersOf(route),
    ...(body !== undefined && {
      requestBody: { required: true, content: asJson(schemaOf(body, "input", components)) },
    }),
    responses: Object.fromEntries([...found, ...refused]),
  };
}
