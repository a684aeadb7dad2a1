// @ts-check
/** The digest's preview: asks the server for text and pictures as the group would see them, and shows them in a dialog. */
import { byId, reasonIn } from "./server.js";
import { parsed } from "./morph.js";

/** @param {{ onShown: () => void }} needs */
export function startDigest({ onShown }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("digest"));
  const content = byId("digest-content");

  async function open() {
    content.textContent = content.dataset.busy ?? "";
    if (!dialog.open) dialog.showModal();
    try {
      const answer = await fetch("/group/preview", { method: "POST" });
      if (!answer.ok) return void (content.textContent = await reasonIn(answer));
      content.replaceChildren(...parsed(await answer.text()).childNodes);
      onShown();
    } catch {
      content.textContent = byId("offline").textContent;
    }
  }

  byId("digest-now").addEventListener("click", () => void open());
  byId("digest-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return { open };
}
