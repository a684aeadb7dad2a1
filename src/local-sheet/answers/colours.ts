/**
 * Colours as Google answers them: parts cut to 255ths and written as 32-bit floats, parts of 0 left out, and every colour
 * told twice, as itself and as a style.
 */
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The shortest decimal that is the same 32-bit float. */
function shortest(float: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(float.toPrecision(digits));
    if (Math.fround(short) === float) return short;
  }
  return Number(float.toPrecision(9));
}

const part = (value: number): number =>
  shortest(Math.fround(Math.floor(Math.min(Math.max(value, 0), 1) * 255 + 1e-4) / 255));

/** @example cut({ red: 0.5, green: 0 }) // { red: 0.49803922 } */
function cut(colour: Fields): Fields {
  const parts = Object.entries(colour).map(([name, value]) => [name, part(Number(value))] as const);
  return Object.fromEntries(parts.filter(([, value]) => value !== 0));
}

/** A message with its colours as Google tells them. */
export function withColours<Message>(message: Message): Message {
  return shown(message) as Message;
}

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (!isFields(value)) return value;
  const all: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const isColour = /(?:^c|C)olor$/u.test(name) && isFields(field);
    all[name] = isColour ? cut(field) : shown(field);
  }
  for (const [name, field] of Object.entries(all)) {
    const [, stem] = /^(.*(?:^c|C)olor)Style$/u.exec(name) ?? [];
    const rgbColor = isFields(field) ? field["rgbColor"] : undefined;
    if (stem !== undefined && rgbColor !== undefined) all[stem] ??= rgbColor;
    if (/(?:^c|C)olor$/u.test(name) && name !== "rgbColor")
      all[`${name}Style`] ??= { rgbColor: field };
  }
  return all;
}
