// @ts-check
/**
 * Editing one cell of the grid: an input over the cell that is chosen. Typing replaces, also after further clicks; F2 edits
 * inside, Enter and the arrows save and go on, Escape takes back, Tab leaves the grid.
 */
import { columnLetter, emptyCell, rowData, rowNumber } from "./grid-drawing.js";
import { byId } from "./server.js";

/**
 * @param {{
 *   table: HTMLTableElement,
 *   body: HTMLTableSectionElement,
 *   onSave: (row: HTMLTableRowElement, column: number, value: string) => void,
 *   onChosen: (row: HTMLTableRowElement) => void,
 * }} needs
 */
export function startCellEditor({ table, body, onSave, onChosen }) {
  const address = byId("address");
  const content = byId("cell-content");
  const input = document.createElement("input");
  input.autocomplete = "off";
  input.spellcheck = false;
  input.maxLength = 5000;
  /** @type {HTMLTableCellElement | undefined} */
  let cell;
  /** What the input held when the cell was chosen. */
  let original = "";
  /** Whether clicks set the caret: something was typed, or F2 pressed. */
  let isInside = false;

  /** @param {HTMLTableCellElement} of */
  const placeOf = (of) => {
    const row = /** @type {HTMLTableRowElement} */ (of.parentElement);
    return { row, column: of.cellIndex - 1 };
  };

  /** @param {HTMLTableCellElement} of */
  function describe(of) {
    const { row, column } = placeOf(of);
    const name = `${columnLetter(column)}${rowNumber(row)}`;
    const header = rowData(body.rows[0])[column]?.shown ?? "";
    const subject = rowData(row)[0]?.shown ?? "";
    address.textContent = name;
    content.textContent = input.value;
    input.setAttribute("aria-label", [name, subject, header].filter(Boolean).join(" "));
  }

  /** @param {HTMLTableCellElement} wanted */
  function choose(wanted) {
    if (cell === wanted) return;
    leave();
    isInside = false;
    for (const other of body.querySelectorAll("[tabindex='0']"))
      other.setAttribute("tabindex", "-1");
    cell = wanted;
    const { row, column } = placeOf(wanted);
    const { typed, isNumber } = rowData(row)[column] ?? emptyCell;
    original = typed;
    input.value = typed;
    input.inputMode = isNumber ? "decimal" : "text";
    wanted.classList.add("chosen");
    wanted.append(input);
    describe(wanted);
    onChosen(row);
    input.focus({ preventScroll: true });
    input.select();
    wanted.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Saves what was typed and takes the input away. */
  function leave() {
    const left = cell;
    if (left === undefined) return;
    cell = undefined;
    left.classList.remove("chosen");
    left.tabIndex = 0;
    const value = input.value;
    input.remove();
    if (value === original) return;
    const { row, column } = placeOf(left);
    const text = left.firstElementChild;
    if (text) text.textContent = value;
    onSave(row, column, value);
  }

  /** @param {number} rows @param {number} columns */
  function move(rows, columns) {
    if (cell === undefined) return;
    const { row, column } = placeOf(cell);
    const next = body.rows[row.sectionRowIndex + rows]?.cells[column + columns + 1];
    if (next && next.cellIndex > 0) choose(next);
    else input.select();
  }

  const isWhole = () =>
    input.value === original &&
    input.selectionStart === 0 &&
    input.selectionEnd === input.value.length;

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const keys = {
    Enter: (event) => (event.shiftKey ? move(-1, 0) : move(1, 0)),
    ArrowDown: () => move(1, 0),
    ArrowUp: () => move(-1, 0),
    ArrowLeft: () => move(0, -1),
    ArrowRight: () => move(0, 1),
    F2() {
      isInside = true;
      input.setSelectionRange(input.value.length, input.value.length);
    },
    Escape() {
      isInside = false;
      input.value = original;
      content.textContent = original;
      input.select();
    },
  };

  input.addEventListener("keydown", (event) => {
    const key = keys[event.key];
    if (key === undefined || event.isComposing) return;
    const isSideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (isSideways && !isWhole()) return;
    event.preventDefault();
    key(event);
  });
  input.addEventListener("input", () => {
    isInside = true;
    content.textContent = input.value;
  });
  input.addEventListener("mousedown", (event) => {
    if (isInside) return;
    event.preventDefault();
    input.select();
  });
  input.addEventListener("blur", () => input.isConnected && leave());
  table.addEventListener("click", (event) => {
    const wanted = event.target instanceof Element && event.target.closest("[role=gridcell]");
    if (wanted) choose(/** @type {HTMLTableCellElement} */ (wanted));
  });
  table.addEventListener("focusin", (event) => {
    const wanted = event.target;
    if (wanted instanceof HTMLTableCellElement && wanted.role === "gridcell") choose(wanted);
  });

  return {
    leave,
    /** Whether something was typed that is not saved yet. */
    isTyping: () => cell !== undefined && input.value !== original,
    /** After a drawing: what stands in the chosen cell now, unless something was typed already. */
    settle() {
      if (cell === undefined) return;
      if (!cell.isConnected) {
        cell = undefined;
        return;
      }
      const { row, column } = placeOf(cell);
      const { typed } = rowData(row)[column] ?? emptyCell;
      if (input.value === original && typed !== original) {
        original = typed;
        input.value = typed;
        input.select();
      }
      describe(cell);
    },
    /** @param {number} row @param {number} column */
    edit(row, column) {
      const wanted = body.rows[row]?.cells[column + 1];
      if (wanted) choose(wanted);
    },
  };
}
