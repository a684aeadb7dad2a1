/**
 * Markup as a value: whatever is put into the template is escaped unless it is markup itself. In: data. Out:
 * a string that is safe in element content and in double-quoted attributes.
 */

export interface Html {
  readonly markup: string;
}

export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function rendered(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (typeof value === "string") return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map(rendered).join("");
}

/**
 * @example html`<b>${"a<b"}</b>`.markup // "<b>a&lt;b</b>"
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const markup = strings.reduce(
    (text, string, index) => text + rendered(values[index - 1]) + string,
  );
  return { markup };
}
