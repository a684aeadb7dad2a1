/** The OpenAPI 3.1 document of the routes. @see https://spec.openapis.org/oas/v3.1.1 */
import { operationOf, type Components } from "./operation";
import { routes } from "./routes";

/** `url`: where the API is reached, with /api/v1. */
export function openApiDocument(url: string): Readonly<Record<string, unknown>> {
  const components: Components = { schemas: new Map() };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const { path, method } = route;
    paths[path] = { ...paths[path], [method]: operationOf(route, components) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "stockcaster",
      version: "1.0.0",
      description:
        "Books documents into the stock sheet and reads it. Times are ISO 8601 with offset.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries([...components.schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}
