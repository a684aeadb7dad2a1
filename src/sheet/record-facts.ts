/**
 * What a record says in text beside its image, there and back: a commit's head, a header's place, a row's writes. Pure;
 * what can't be read is undefined.
 */
import type { TabName } from "../language/sheet-words/headings";
import { isFormula, textOf, type CellValue } from "./cells";
import type { CellWrite, CommitHead, RowWrite } from "./commit";
import type { Row } from "./tabs";

/** Of every image: how many columns it has. Right of them older images may show. */
export interface ImageFacts {
  readonly n: number;
}

/** Of a header: its tab and row, field → column, what was inserted in the tab. */
export interface HeaderFacts extends ImageFacts {
  readonly t: TabName;
  readonly r: number;
  readonly c: readonly (readonly [field: string, column: number])[];
  readonly i: readonly string[];
}

/** Of a row that stood near a header: its tab. */
export interface NearFacts extends ImageFacts {
  readonly t: TabName;
}

type Json = string | number | boolean | null | { readonly f: string };
type CellFacts = readonly [
  header: string,
  column: number,
  before: Json,
  after: Json,
  strict: boolean,
];

/** Of a row: its tab, row, aim and key, the cells written and watched. */
export interface WriteFacts extends ImageFacts {
  readonly t: TabName;
  readonly r: number;
  readonly a: string;
  readonly k: readonly (readonly [field: string, value: Json])[];
  readonly w: readonly CellFacts[];
  readonly x: readonly CellFacts[];
}

export function decodeFacts<Facts>(text: string): Facts | undefined {
  try {
    return JSON.parse(text) as Facts;
  } catch {
    return undefined;
  }
}

const firstPiece = 3;
const pieceLength = 40_000;

/** The cells of a head from its kind on: it is cut into pieces that a cell holds. */
export function encodeHead(head: CommitHead): readonly string[] {
  const text = JSON.stringify(head);
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieceLength)
    pieces.push(text.slice(at, at + pieceLength));
  return [`head:${pieces.length}`, ...pieces];
}

/** undefined also where the row is another record. */
export function decodeHead(cells: Row): CommitHead | undefined {
  const [, pieces = ""] = /^head:(\d+)$/.exec(textOf(cells[firstPiece - 1])) ?? [];
  if (pieces === "") return undefined;
  const texts = cells.slice(firstPiece, firstPiece + Number(pieces)).map(plainText);
  return decodeFacts<CommitHead>(texts.join(""));
}

/** A cell's value as text, exactly; nothing of a formula. */
export function plainText(value: CellValue): string {
  return value === undefined || isFormula(value) ? "" : String(value);
}

export function encodeWrite(
  { tab, gridRow, aim, key, cells, watched }: RowWrite,
  width: number,
): WriteFacts {
  return {
    n: width,
    t: tab,
    r: gridRow,
    a: aim,
    k: key.map(([field, value]) => [field, toJson(value)]),
    w: cells.map((cell) => encodeCell(cell, cell.after)),
    x: watched.map((cell) => encodeCell(cell, undefined)),
  };
}

export function decodeWrite({ t, r, a, k, w, x }: WriteFacts): RowWrite {
  return {
    tab: t,
    gridRow: r,
    aim: a,
    key: k.map(([field, value]) => [field, fromJson(value)]),
    cells: w.map(decodeCell),
    watched: x.map(decodeCell),
  };
}

function encodeCell(
  { header, column, before, strict }: RowWrite["watched"][number],
  after: CellValue,
): CellFacts {
  return [header, column, toJson(before), toJson(after), strict];
}

function decodeCell([header, column, before, after, strict]: CellFacts): CellWrite {
  return { header, column, before: fromJson(before), after: fromJson(after), strict };
}

const toJson = (value: CellValue): Json =>
  isFormula(value) ? { f: value.formula } : (value ?? null);
const fromJson = (json: Json): CellValue =>
  json !== null && typeof json === "object"
    ? { formula: json.f, shown: undefined }
    : (json ?? undefined);
