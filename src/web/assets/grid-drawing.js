// @ts-check
/** The grid's drawing: rows and tabs from the server's data onto the page, changing only what differs. */
import { glow } from "./morph.js";
import { matchRows } from "./row-match.js";

/** @typedef {{ shown: string, typed: string, isNumber: boolean }} Cell */
/**
 * @typedef {{
 *   title: string,
 *   tabs: { title: string, mark: string, rows: number }[],
 *   columns: number,
 *   rows: { cells: Cell[], low: boolean }[],
 *   above: number,
 *   endsFirst: boolean,
 *   cut: string,
 * }} View
 */

/** @type {Cell} */
export const emptyCell = { shown: "", typed: "", isNumber: false };

/** The cells of each row that is drawn: @type {WeakMap<HTMLTableRowElement, Cell[]>} */
const drawn = new WeakMap();

/** @param {HTMLTableRowElement | undefined} row @returns {Cell[]} */
export const rowData = (row) => (row && drawn.get(row)) ?? [];

/** Its number in the sheet, from 1. @param {HTMLTableRowElement} row */
export const rowNumber = (row) => Number(row.cells[0]?.textContent);

/** @param {number} column */
export const columnLetter = (column) => String.fromCharCode(65 + column);

/** @param {HTMLTableElement} table @param {number} columns */
function drawLetters(table, columns) {
  const head = table.tHead ?? table.createTHead();
  if (head.rows[0]?.cells.length === columns + 1) return;
  const row = document.createElement("tr");
  row.append(document.createElement("td"));
  for (let column = 0; column < columns; column += 1) {
    const letter = document.createElement("th");
    letter.scope = "col";
    letter.textContent = columnLetter(column);
    row.append(letter);
  }
  head.replaceChildren(row);
}

/** @param {number} columns */
function emptyRow(columns) {
  const row = document.createElement("tr");
  const number = document.createElement("th");
  number.scope = "row";
  row.append(number);
  for (let column = 0; column < columns; column += 1) {
    const cell = document.createElement("td");
    cell.role = "gridcell";
    cell.tabIndex = -1;
    const text = document.createElement("span");
    cell.append(text);
    row.append(cell);
  }
  return row;
}

/**
 * @param {HTMLTableRowElement} row
 * @param {{ cells: Cell[], low: boolean }} data
 * @param {{ number: number, lowWord: string, glows: boolean }} about
 */
function fillRow(row, { cells, low }, { number, lowWord, glows }) {
  const before = rowData(row);
  row.className = number === 1 ? "headers" : low ? "low" : "";
  const [numberCell, ...cellElements] = row.cells;
  if (numberCell && numberCell.textContent !== `${number}`) numberCell.textContent = `${number}`;
  if (numberCell) numberCell.title = low ? lowWord : "";
  cellElements.forEach((element, column) => {
    const { shown, isNumber } = cells[column] ?? emptyCell;
    const text = element.firstElementChild;
    element.classList.toggle("number", isNumber);
    if (text === null || text.textContent === shown) return;
    text.textContent = shown;
    element.title = shown.length > 12 ? shown : "";
    if (glows && (before[column]?.shown ?? "") !== shown) glow(element);
  });
  drawn.set(row, cells);
}

/**
 * Shows what the sheet says, where a person's typing stood: it was refused, or is written in another way.
 * @param {HTMLTableRowElement} row
 * @param {number} column
 */
export function redrawCell(row, column) {
  const text = row.cells[column + 1]?.firstElementChild;
  if (text) text.textContent = (rowData(row)[column] ?? emptyCell).shown;
}

/** @param {Cell[]} cells */
const textOf = (cells) => cells.map(({ shown }) => shown).join("\u0001");

/**
 * @param {HTMLTableElement} table
 * @param {HTMLTableSectionElement} body
 * @param {View} view
 * @param {boolean} glows whether what is new glows
 */
export function drawRows(table, body, view, glows) {
  const columns = view.columns;
  drawLetters(table, columns);
  if (body.rows[0] && body.rows[0].cells.length !== columns + 1) body.replaceChildren();
  const isDrawn = body.rows.length > 0;
  const blank = view.cut === "" || view.above > 0 ? [{ cells: [], low: false }] : [];
  const rows = [...view.rows, ...blank];
  const old = [...body.rows];
  const matches = matchRows(
    old.map((row) => textOf(rowData(row))),
    rows.map(({ cells }) => textOf(cells)),
  );
  const kept = new Set(matches);
  old.forEach((row, index) => !kept.has(index) && row.remove());
  const lowWord = table.dataset.low ?? "";
  rows.forEach((data, index) => {
    const row = old[matches[index] ?? -1] ?? emptyRow(columns);
    if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
    const number = index === 0 ? 1 : index + view.above + 1;
    fillRow(row, data, { number, lowWord, glows: glows && isDrawn });
  });
  if (body.querySelector("[tabindex='0'], input") === null) {
    const first = body.rows[0]?.cells[1];
    if (first) first.tabIndex = 0;
  }
}

/**
 * @param {HTMLElement} list
 * @param {View} view
 * @param {Map<string, { mark: string, rows: number }>} seen what was last seen of each tab
 */
export function drawTabs(list, view, seen) {
  const names = view.tabs.map((tab) => tab.title).join("\u0001");
  if (list.dataset.names !== names) {
    list.dataset.names = names;
    list.replaceChildren(
      ...view.tabs.map(({ title }) => {
        const tab = document.createElement("button");
        tab.type = "button";
        tab.role = "tab";
        tab.dataset.title = title;
        tab.setAttribute("aria-controls", "grid-scroll");
        const name = document.createElement("span");
        name.textContent = title;
        const news = document.createElement("b");
        tab.append(name, news);
        return tab;
      }),
    );
  }
  const tabs = /** @type {HTMLElement[]} */ ([...list.children]);
  view.tabs.forEach(({ title, mark, rows }, index) => {
    const tab = tabs[index];
    const isShown = title === view.title;
    if (isShown || !seen.has(title)) seen.set(title, { mark, rows });
    const last = seen.get(title);
    if (!tab) return;
    tab.setAttribute("aria-selected", String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
    const added = last === undefined ? 0 : rows - last.rows;
    const news = last?.mark === mark ? "" : added > 0 ? `+${added}` : "•";
    const badge = tab.lastElementChild;
    if (badge && badge.textContent !== news) {
      badge.textContent = news;
      if (news !== "") glow(tab);
    }
  });
}
