// @ts-check
/** A newcomer's first minute: three steps that tick themselves off, each with a button that helps; gone when dismissed, and where
 * the sheet is not the sample that it speaks of. */
import { byId } from "./server.js";

const key = "stockcaster.guide";
const doneKey = "stockcaster.guide.done";

/**
 * @param {{
 *   say: (account: string, text: string) => void,
 *   edit: (tab: string, header: string) => void,
 *   digest: () => void,
 * }} help
 */
export function startGuide(help) {
  const guide = byId("guide");
  const list = /** @type {HTMLElement} */ (guide.querySelector("ol"));
  const steps = /** @type {HTMLElement[]} */ ([...list.children]);
  const { account = "", text = "", tab = "", header = "" } = list.dataset;
  const helpers = new Map([
    ["say", () => help.say(account, text)],
    ["edit", () => help.edit(tab, header)],
    ["digest", () => help.digest()],
  ]);

  /** The first step that is not done is the one to do. */
  function mark() {
    const open = steps.find((step) => !step.classList.contains("done")) ?? steps.at(-1);
    for (const step of steps) step.classList.toggle("current", step === open);
  }

  /** @param {string} name */
  function tick(name) {
    const step = steps.find((candidate) => candidate.dataset.step === name);
    step?.classList.add("done");
    step?.querySelector(".tick")?.removeAttribute("hidden");
  }

  const done = new Set((localStorage.getItem(doneKey) ?? "").split(" "));
  for (const name of done) tick(name);
  guide.hidden = "off" in guide.dataset || localStorage.getItem(key) === "dismissed";
  mark();
  byId("guide-dismiss").addEventListener("click", () => {
    localStorage.setItem(key, "dismissed");
    guide.hidden = true;
    byId("message").focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-help]");
    if (button) helpers.get(button.getAttribute("data-help") ?? "")?.();
  });

  return {
    /** @param {"say" | "edit" | "digest"} name */
    done(name) {
      done.add(name);
      localStorage.setItem(doneKey, [...done].join(" "));
      tick(name);
      mark();
    },
  };
}
