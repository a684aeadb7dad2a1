// @ts-check
/** The question before a row of the sheet is deleted. */
import { byId } from "./server.js";

/** Resolves with whether the person wants it. @param {number} number @param {readonly string[]} cells */
export function askBeforeDeleting(number, cells) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("delete-question"));
  byId("delete-number").textContent = `${number}`;
  byId("delete-what").textContent = cells.filter(Boolean).slice(0, 4).join(" · ");
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "delete"), {
      once: true,
    });
  });
}
