/**
 * A table as an XLSX workbook with typed cells, written as its rows come; texts are texts, whatever they begin with. The
 * libraries that build workbooks hold all cells in memory, so only the packing is left to one.
 *
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-376/ Part 1, 18.2 to 18.8
 */
import { PassThrough, pipeline, Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { ExportCell, ExportColumn } from "../language/sheet-words/export-tables";
import { toSerial } from "../inventory/wall-clock";
import type { TextFormat } from "./text-format";

const widths = { text: 16, number: 10, time: 20 };
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const documents = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const longestText = 32_767;

/** The places of cell styles in `styles`. */
const plain = 0;
const bold = 1;
const moment = 2;
const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>]/g, (mark) => escapes[mark] ?? mark);

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text.slice(0, longestText))}</t></is></c>`;

function cellOf(place: string, cell: ExportCell, timeZone: string): string {
  if (cell === undefined || cell === "") return "";
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (cell instanceof Date)
    return `<c r="${place}" s="${moment}"><v>${toSerial(cell, timeZone)}</v></c>`;
  return textCell(place, cell, plain);
}

/** A row of the sheet with its cells at their places; tables have no more columns than letters. */
function rowOf<Cell>(
  row: number,
  cells: readonly Cell[],
  format: (place: string, cell: Cell) => string,
): string {
  const placed = cells.map((cell, column) =>
    format(`${String.fromCharCode(65 + column)}${row}`, cell),
  );
  return `<row r="${row}">${placed.join("")}</row>`;
}

/** The one sheet of the workbook. A Google spreadsheet holds fewer rows than fit in. */
export function sheetFormat(columns: readonly ExportColumn[], timeZone: string): TextFormat {
  const layout = columns.map(
    ({ kind }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${widths[kind]}" customWidth="1"/>`,
  );
  const header = rowOf(1, columns, (place, column) => textCell(place, column.header, bold));
  return {
    head: `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${layout.join("")}</cols><sheetData>${header}`,
    row: (cells, index) => rowOf(index + 2, cells, (place, cell) => cellOf(place, cell, timeZone)),
    tail: "</sheetData></worksheet>",
  };
}

const relations = (...targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${declaration}<Relationships xmlns="${packages}/relationships">${targets
    .map(
      ([kind, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${office}/${kind}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;

const sheetPath = "xl/worksheets/sheet1.xml";
const partsOf = (title: string): Readonly<Record<string, string>> => ({
  "[Content_Types].xml": `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${documents}.sheet.main+xml"/><Override PartName="/${sheetPath}" ContentType="${documents}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${documents}.styles+xml"/></Types>`,
  "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
  "xl/workbook.xml": `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": relations(
    ["worksheet", "worksheets/sheet1.xml"],
    ["styles", "styles.xml"],
  ),
  "xl/styles.xml": styles,
});

/** @param sheet the text of `sheetFormat` */
export function workbookOf(title: string, sheet: AsyncIterable<string>): Readable {
  const zip = new ZipFile();
  const source = Readable.from(sheet, { objectMode: false });
  const packed = new PassThrough();
  for (const [name, xml] of Object.entries(partsOf(title))) zip.addBuffer(Buffer.from(xml), name);
  source.on("error", (error) => packed.destroy(error));
  pipeline(zip.outputStream, packed, () => source.destroy());
  zip.addReadStream(source, sheetPath);
  zip.end();
  return packed;
}
