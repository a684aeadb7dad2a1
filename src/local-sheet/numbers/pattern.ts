/**
 * A number pattern as its sections, each a list of literal text and codes; colours, conditions and fill characters are
 * passed over.
 * @see https://developers.google.com/workspace/sheets/api/guides/formats
 */

export type Piece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "code"; readonly text: string };

interface Pattern {
  readonly sections: readonly (readonly Piece[])[];
}

const mostPatterns = 500;
const known = new Map<string, Pattern>();

const pieces =
  /"([^"]*)"|\\(.)|[_*](.)|\[([^\]]*)\]|(am\/pm|a\/p|y+|m+|d+|h+|s+(?:\.0+)?|[0#?][0#?,.]*|\.[0#?]+|[eE][+-]|%|@)|([^])/giu;

/** Read once, and kept for the next cell with the same pattern. */
export function patternFor(text: string): Pattern {
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  const sections: Piece[][] = [[]];
  for (const match of text.matchAll(pieces)) {
    if (match[0] === ";") sections.push([]);
    else sections[sections.length - 1]?.push(...piecesOf(match));
  }
  if (known.size >= mostPatterns) known.clear();
  known.set(text, { sections });
  return { sections };
}

function piecesOf(match: RegExpExecArray): readonly Piece[] {
  const [, quoted, escaped, padded, bracketed, code, other] = match;
  if (code !== undefined) return [{ kind: "code", text: code }];
  if (padded !== undefined) return [{ kind: "literal", text: " " }];
  if (bracketed === undefined) return [{ kind: "literal", text: quoted ?? escaped ?? other ?? "" }];
  return /^(h+|m+|s+)$/iu.test(bracketed) ? [{ kind: "code", text: `[${bracketed}]` }] : [];
}
