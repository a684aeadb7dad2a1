/** The API on one readable page, made from its OpenAPI document; nothing is fetched from elsewhere. */
import { html, type Html } from "../web/pages/html";

interface Operation {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
  }[];
  readonly requestBody?: {
    readonly content: {
      readonly "application/json": { readonly schema: { readonly $ref?: string } };
    };
  };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
code,pre{font-family:ui-monospace,monospace;font-size:14px}pre{background:#f4f5f7;padding:1rem;overflow:auto}
h2{margin-top:2.5rem}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}`;

export function docsPage(document: Readonly<Record<string, unknown>>): string {
  const { paths, components, servers } = document as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
    readonly servers: readonly { readonly url: string }[];
  };
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => call(method, path, operation, components)),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>stockcaster API</title>
        <style>
          ${{ markup: style }}
        </style>
      </head>
      <body>
        <h1>stockcaster API</h1>
        <p>
          At <code>${servers[0]?.url}</code>, with a key of API_KEYS as
          <code>Authorization: Bearer</code>. Refusals are <code>application/problem+json</code>.
        </p>
        ${calls}
        <h2>Shapes</h2>
        ${Object.entries(components.schemas).map(
          ([name, schema]) =>
            html`<h3 id="${name}">${name}</h3>
              <pre>${JSON.stringify(schema, undefined, 2)}</pre>`,
        )}
      </body>
    </html>`.markup;
}

function call(
  method: string,
  path: string,
  { summary, description, parameters, requestBody, responses }: Operation,
  { schemas }: { readonly schemas: Readonly<Record<string, unknown>> },
): Html {
  const shape = requestBody?.content["application/json"].schema.$ref?.split("/").at(-1);
  const { examples } = (shape === undefined ? {} : schemas[shape]) as {
    examples?: readonly unknown[];
  };
  return html`<section>
    <h2><code>${method.toUpperCase()} ${path}</code></h2>
    <p>${summary} ${description}</p>
    ${
      parameters.length > 0 &&
      html`<table>
        ${parameters.map(
          (each) =>
            html`<tr>
              <td><code>${each.name}</code></td>
              <td>${each.in}</td>
              <td>${each.description ?? ""}</td>
            </tr>`,
        )}
      </table>`
    }
    ${
      shape !== undefined &&
      html`<p>Body: <a href="#${shape}">${shape}</a></p>
        <pre>${JSON.stringify(examples?.[0], undefined, 2)}</pre>`
    }
    <table>
      ${Object.entries(responses).map(
        ([status, response]) =>
          html`<tr>
            <td>${status}</td>
            <td>${response.description}</td>
          </tr>`,
      )}
    </table>
  </section>`;
}
