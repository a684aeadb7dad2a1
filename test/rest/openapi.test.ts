import { execFileSync } from "node:child_process";
import path from "node:path";
import { openApiDocument } from "../../src/rest/openapi";
import { routes } from "../../src/rest/routes";

const document = openApiDocument("https://relay.example/api/v1");
const script = path.join(__dirname, "openapi-problems.mjs");
const problemsOf = (value: unknown): readonly string[] =>
  execFileSync(process.execPath, [script], { input: JSON.stringify(value), encoding: "utf8" })
    .split("\n")
    .filter((line) => line !== "");

it("an independent linter finds nothing wrong with the description", () => {
  expect(problemsOf(document)).toEqual([]);
});

it("the linter would find a reference that leads nowhere", () => {
  const broken = JSON.stringify(document).replaceAll("#/components/schemas/Line", "#/gone");
  expect(problemsOf(JSON.parse(broken))).not.toEqual([]);
});

it("every call of the table is described", () => {
  const paths = document["paths"] as Record<string, Record<string, unknown>>;
  const described = Object.entries(paths).flatMap(([where, methods]) =>
    Object.keys(methods).map((method) => `${method} ${where}`),
  );
  expect(described.sort()).toEqual(routes.map(({ method, path: at }) => `${method} ${at}`).sort());
});
