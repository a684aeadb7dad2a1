// @ts-check
/** The simulated group: shows it as one of the colleagues sees it; writes, quotes, edits and deletes as that colleague. */
import { morph, parsed } from "./morph.js";
import { byId, send, showRefusal, watch } from "./server.js";

const everyMs = 700;
const nearBottomPx = 80;
const rememberedAs = "stockcaster.as";

/** @param {{ onSaid: () => void, onNews: () => void }} needs */
export function startGroup({ onSaid, onNews }) {
  const form = /** @type {HTMLFormElement} */ (byId("composer"));
  const as = /** @type {HTMLSelectElement} */ (byId("as"));
  const message = /** @type {HTMLTextAreaElement} */ (byId("message"));
  const transcript = byId("transcript");
  const scroll = byId("scroll");
  const refusal = byId("group-refusal");
  /** What the composer does with the message: @type {{ kind: "say" | "quote" | "edit", id: string }} */
  let intent = { kind: "say", id: "" };
  let isFirst = true;

  const remembered = sessionStorage.getItem(rememberedAs);
  if ([...as.options].some(({ value }) => value === remembered)) as.value = remembered ?? "";

  const watching = watch(
    () => `/group/messages?as=${encodeURIComponent(as.value)}`,
    everyMs,
    (text) => {
      const fromBottom = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
      const list = document.createElement("ol");
      for (const { name, value } of transcript.attributes) list.setAttribute(name, value);
      list.append(...parsed(text).children);
      morph(transcript, list);
      if (isFirst || fromBottom < nearBottomPx) scroll.scrollTop = scroll.scrollHeight;
      if (!isFirst) onNews();
      isFirst = false;
    },
  );

  /** @param {typeof intent} wanted @param {string} about */
  function intend(wanted, about) {
    intent = wanted;
    byId("context").hidden = wanted.kind === "say";
    byId("context-text").textContent = about;
  }

  async function submit() {
    const { kind, id } = intent;
    const text = message.value;
    if (text.trim() === "") return message.focus();
    const about = byId("context-text").textContent ?? "";
    // Emptied before the answer, so that a second Enter or click has nothing to send.
    message.value = "";
    intend({ kind: "say", id: "" }, "");
    const body = { as: as.value, text, ...(kind === "quote" ? { quotes: id } : {}) };
    const reason =
      kind === "edit"
        ? await send("PUT", `/group/messages/${encodeURIComponent(id)}`, body)
        : await send("POST", "/group/messages", body);
    showRefusal(refusal, reason);
    if (reason !== "") {
      if (message.value !== "") return;
      message.value = text;
      return intend({ kind, id }, about);
    }
    scroll.scrollTop = scroll.scrollHeight;
    onSaid();
    await watching.now();
    scroll.scrollTop = scroll.scrollHeight;
  }

  /** @param {string} name @param {string} id @param {HTMLElement} button */
  async function act(name, id, button) {
    if (name === "remove") {
      showRefusal(
        refusal,
        await send("DELETE", `/group/messages/${encodeURIComponent(id)}`, { as: as.value }),
      );
      await watching.now();
    } else {
      const text = button.closest(".entry")?.querySelector(".text")?.textContent ?? "";
      if (name === "edit") message.value = text;
      const kind = name === "edit" ? "edit" : "quote";
      intend({ kind, id }, `${button.textContent?.trim() ?? ""}：${text.slice(0, 60)}`);
    }
    message.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  message.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  /** Suppliers are in groups of their own, and who orders has a private chat besides. */
  function nameGroup() {
    byId("group-title").textContent = as.selectedOptions[0]?.dataset["group"] ?? "";
  }
  nameGroup();

  as.addEventListener("change", () => {
    sessionStorage.setItem(rememberedAs, as.value);
    nameGroup();
    intend({ kind: "say", id: "" }, "");
    void watching.now();
  });
  byId("context-cancel").addEventListener("click", () => {
    if (intent.kind === "edit") message.value = "";
    intend({ kind: "say", id: "" }, "");
    message.focus();
  });
  form.addEventListener("click", (event) => {
    const chip = event.target instanceof Element && event.target.closest("[data-example]");
    if (!chip) return;
    message.value = chip.getAttribute("data-example") ?? "";
    message.focus();
  });
  /** @param {HTMLButtonElement} button */
  async function tap(button) {
    button.disabled = true;
    const { id = "", choice: value = "" } = button.dataset;
    const path = `/group/messages/${encodeURIComponent(id)}/taps`;
    showRefusal(refusal, await send("POST", path, { as: as.value, value }));
    button.disabled = false;
    await watching.now();
    scroll.scrollTop = scroll.scrollHeight;
  }

  transcript.addEventListener("click", (event) => {
    const choice = event.target instanceof Element && event.target.closest("[data-choice]");
    if (choice instanceof HTMLButtonElement) void tap(choice);
    const button = event.target instanceof Element && event.target.closest("[data-action]");
    if (!(button instanceof HTMLElement)) return;
    void act(button.dataset.action ?? "", button.dataset.id ?? "", button);
  });

  return {
    /** Fills the composer, for the person to send. @param {string} account @param {string} text */
    prepare(account, text) {
      if ([...as.options].some(({ value }) => value === account)) as.value = account;
      as.dispatchEvent(new Event("change"));
      message.value = text;
      message.focus();
      message.scrollIntoView({ block: "nearest" });
    },
  };
}
