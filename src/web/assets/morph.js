// @ts-check
/**
 * Brings what is on the page in line with newer markup, touching only what differs, so that focus, scroll and selection
 * stay. Children of an element with data-keyed are matched by their data-key; those that are new or changed glow, unless
 * it is "quiet" or the whole page is asked for something else.
 */

const glowMs = 1800;

/** Lets an element glow softly once. @param {Element} element */
export function glow(element) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const own = getComputedStyle(element).backgroundColor;
  element.animate({ backgroundColor: ["#ffe08a", own] }, { duration: glowMs, easing: "ease-in" });
}

/** @param {Element} old @param {Element} fresh */
function syncAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** @param {Node} old @param {Node} fresh */
const isSameKind = (old, fresh) =>
  old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName;

/** @param {Element} old @param {Element} fresh @param {boolean} mayGlow */
function morphInOrder(old, fresh, mayGlow) {
  const nodes = [...fresh.childNodes];
  nodes.forEach((node, index) => {
    const there = old.childNodes[index];
    if (there === undefined) old.append(node);
    else if (!isSameKind(there, node)) there.replaceWith(node);
    else if (there instanceof Element && node instanceof Element) morph(there, node, mayGlow);
    else if (there.nodeValue !== node.nodeValue) there.nodeValue = node.nodeValue;
  });
  while (old.childNodes.length > nodes.length) old.lastChild?.remove();
}

/** @param {Element} old @param {Element} fresh @param {boolean} mayGlow */
function morphByKey(old, fresh, mayGlow) {
  const known = new Map([...old.children].map((child) => [child.getAttribute("data-key"), child]));
  const glows = mayGlow && known.size > 0 && fresh.getAttribute("data-keyed") !== "quiet";
  /** @type {Element | null} */
  let place = old.firstElementChild;
  for (const child of [...fresh.children]) {
    const there = known.get(child.getAttribute("data-key"));
    known.delete(child.getAttribute("data-key"));
    const changed = there === undefined || there.textContent !== child.textContent;
    if (there !== undefined) morph(there, child, mayGlow);
    const element = there ?? child;
    if (element === place) place = place.nextElementSibling;
    else old.insertBefore(element, place);
    if (changed && glows) glow(element);
  }
  for (const gone of known.values()) gone.remove();
}

/** @param {Element} old @param {Element} fresh @param {boolean} [mayGlow] */
export function morph(old, fresh, mayGlow = true) {
  if (old.isEqualNode(fresh)) return;
  syncAttributes(old, fresh);
  if (fresh.hasAttribute("data-keyed")) morphByKey(old, fresh, mayGlow);
  else morphInOrder(old, fresh, mayGlow);
}

/** The elements of a piece of markup. @param {string} markup */
export const parsed = (markup) => new DOMParser().parseFromString(markup, "text/html").body;
