// @ts-check
/**
 * The sheet editor: draws a tab as a table, keeps it up to date without losing the place, lets a person edit a cell as in
 * any spreadsheet: click or arrows to a cell, type, Enter. What was typed goes to the sheet as it was typed.
 */
import { startCellEditor } from "./cell-editor.js";
import { drawRows, drawTabs, redrawCell, rowData, rowNumber } from "./grid-drawing.js";
import { askBeforeDeleting } from "./delete-question.js";
import { byId, send, showRefusal, watch } from "./server.js";

/** @typedef {{ row: HTMLTableRowElement, column: number, before: string, after: string }} Edit */

const everyMs = 1000;
const nearBottomPx = 40;

/** @param {{ onEdited: () => void }} needs */
export function startGrid({ onEdited }) {
  const table = /** @type {HTMLTableElement} */ (byId("grid"));
  const tabList = byId("tabs");
  const scroll = byId("grid-scroll");
  const more = byId("grid-more");
  const refusal = byId("sheet-refusal");
  const insertButton = /** @type {HTMLButtonElement} */ (byId("insert-row"));
  const deleteButton = /** @type {HTMLButtonElement} */ (byId("delete-row"));
  const undoButton = /** @type {HTMLButtonElement} */ (byId("undo-edit"));
  const body = table.createTBody();
  let title = "";
  /** What was last seen of each tab: @type {Map<string, { mark: string, rows: number }>} */
  const seen = new Map();
  /** The row that the tools work on: @type {HTMLTableRowElement | undefined} */
  let chosen;
  /** @type {(() => void)[]} */
  let waiting = [];
  /**
   * The last edit of the tab that is open: what stood there, and what the sheet made of what was typed.
   * @type {Edit | undefined}
   */
  let lastEdit;

  const watching = watch(
    () => `/sheet?tab=${encodeURIComponent(title)}`,
    everyMs,
    (text) => {
      /** @type {import("./grid-drawing.js").View} */
      const view = JSON.parse(text);
      const isOther = view.title !== body.dataset.title;
      if (isOther) {
        editor.leave();
        choose(undefined);
        remember(undefined);
        body.replaceChildren();
        scroll.scrollTo(0, 0);
      }
      const fromBottom = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
      title = view.title;
      body.dataset.title = title;
      drawTabs(tabList, view, seen);
      drawRows(table, body, view, !isOther);
      editor.settle();
      more.hidden = view.cut === "";
      more.textContent = view.cut;
      if (view.endsFirst && (isOther || fromBottom < nearBottomPx)) {
        scroll.scrollTop = scroll.scrollHeight;
      }
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  );

  /** What the server needs to find a row again. @param {HTMLTableRowElement} row */
  const whereIs = (row) => ({
    title,
    row: rowNumber(row) - 1,
    cells: rowData(row).map(({ shown }) => shown),
  });

  /** @param {HTMLTableRowElement} row @param {number} column */
  const typedIn = (row, column) => rowData(row)[column]?.typed ?? "";

  /** @param {Edit | undefined} edit */
  function remember(edit) {
    lastEdit = edit;
    undoButton.disabled = edit === undefined;
  }

  /** @param {HTMLTableRowElement} row @param {number} column @param {string} value */
  async function save(row, column, value) {
    if (!row.isConnected) return;
    const before = typedIn(row, column);
    const reason = await send("POST", "/sheet/cell", { ...whereIs(row), column, value });
    showRefusal(refusal, reason);
    if (reason === "") onEdited();
    await watching.now();
    redrawCell(row, column);
    if (reason === "") remember({ row, column, before, after: typedIn(row, column) });
  }

  /** Takes the last edit back, unless somebody wrote into the cell since. */
  async function undo() {
    if (lastEdit === undefined) return;
    const { row, column, before, after } = lastEdit;
    if (row.isConnected && typedIn(row, column) === after) await save(row, column, before);
    else showRefusal(refusal, undoButton.dataset.late ?? "");
    remember(undefined);
  }

  const editor = startCellEditor({
    table,
    body,
    onSave: (row, column, value) => void save(row, column, value),
    onChosen: (row) => choose(row),
  });

  /** The row that the tools are for; none after another tab was opened. @param {HTMLTableRowElement} [row] */
  function choose(row) {
    chosen = row;
    insertButton.disabled = row === undefined;
    deleteButton.disabled = row === undefined || row.sectionRowIndex === 0;
    if (row !== undefined) return;
    byId("address").textContent = "";
    byId("cell-content").textContent = "";
  }

  /** @param {"POST" | "DELETE"} method */
  async function changeRow(method) {
    const row = chosen;
    if (row === undefined || !row.isConnected) return;
    if (method === "DELETE") {
      const what = rowData(row).map(({ shown }) => shown);
      if (!(await askBeforeDeleting(rowNumber(row), what)) || !row.isConnected) return;
    }
    showRefusal(refusal, await send(method, "/sheet/row", whereIs(row)));
    await watching.now();
  }

  /** @param {string} wanted */
  async function openTab(wanted) {
    if (title === wanted) return;
    title = wanted;
    const drawn = new Promise((resolve) => waiting.push(() => resolve(undefined)));
    void watching.now();
    await drawn;
  }

  insertButton.addEventListener("click", () => void changeRow("POST"));
  deleteButton.addEventListener("click", () => void changeRow("DELETE"));
  undoButton.addEventListener("click", () => void undo());
  byId("sheet").addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z";
    if (!isUndo || editor.isTyping()) return;
    event.preventDefault();
    void undo();
  });
  tabList.addEventListener("click", (event) => {
    const tab = event.target instanceof Element && event.target.closest("[role=tab]");
    if (tab) void openTab(tab.getAttribute("data-title") ?? "");
  });
  tabList.addEventListener("keydown", (event) => {
    const tabs = /** @type {HTMLElement[]} */ ([...tabList.children]);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const next = step === 0 ? undefined : tabs.at((at + step) % tabs.length);
    next?.focus();
    next?.click();
  });

  return {
    refresh: () => watching.now(),
    /** Opens a tab and edits the first cell below a header. @param {string} tab @param {string} header */
    async goTo(tab, header) {
      await openTab(tab);
      const headers = rowData(body.rows[0]).map(({ shown }) => shown);
      editor.edit(1, Math.max(0, headers.indexOf(header)));
    },
  };
}
