// @ts-check
/** The board's script: keeps its parts up to date and filters without a reload. Without it the form works all the same. */
import { morph, parsed } from "./morph.js";
import { watch } from "./server.js";

const everyMs = 2000;
const typingMs = 50;

const board = document.querySelector("[data-refresh]");
const source = board?.getAttribute("data-refresh") ?? "";
/** The pages of the lists that the address asks for. */
let pages = new URLSearchParams(
  [...new URLSearchParams(location.search)].filter(([name]) =>
    ["page", "today", "pending"].includes(name),
  ),
);
const form = document.querySelector("#filter");

// The newest of a chart over time stands at its right end, which a phone does not show by itself.
for (const wide of document.querySelectorAll(".newest .scroll")) wide.scrollLeft = wide.scrollWidth;

/** What the form says, without what it leaves open; which pages are shown stays, until the form says something else. */
function filterQuery() {
  if (!(form instanceof HTMLFormElement)) return "";
  const filled = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && value !== "" ? [[name, value]] : [],
  );
  const query = new URLSearchParams([...filled, ...pages]).toString();
  return query === "" ? "" : `?${query}`;
}

const address = () => `${source}${filterQuery()}`;
/** What the shown parts were asked for with. */
let shown = address();

const watching = watch(address, everyMs, (text) => {
  const isSame = shown === address();
  shown = address();
  for (const part of parsed(text).querySelectorAll("[data-part]")) {
    const there = document.querySelector(`[data-part="${part.getAttribute("data-part")}"]`);
    if (there !== null) morph(there, part, isSame);
  }
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let typing;
function filterNow() {
  clearTimeout(typing);
  pages = new URLSearchParams();
  history.replaceState(null, "", `${location.pathname}${filterQuery()}`);
  void watching.now();
}

form?.querySelector("button")?.remove();
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  filterNow();
});
form?.addEventListener("change", filterNow);
form?.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(filterNow, typingMs);
});
