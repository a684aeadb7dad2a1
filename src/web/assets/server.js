// @ts-check
/** How the pages speak with the server: asking again and again while the page is looked at, and posting. */

/** An element that the page always has. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}

/** @param {boolean} isOffline */
function showOffline(isOffline) {
  byId("offline").hidden = !isOffline;
}

/** The text at a path of ours; a page that may no longer be seen is loaded again. @param {string} path */
async function read(path) {
  const answer = await fetch(path, { headers: { accept: "text/html, application/json" } });
  if (answer.status === 401) location.reload();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

/**
 * Asks for a path every so often while the page is seen, and tells of every text that differs from the last.
 * @param {() => string} path
 * @param {number} everyMs
 * @param {(text: string) => void} onChange
 */
export function watch(path, everyMs, onChange) {
  let last = "";
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function ask() {
    clearTimeout(timer);
    asked += 1;
    const mine = asked;
    try {
      const from = path();
      const text = await read(from);
      showOffline(false);
      if (mine === asked && from === path() && text !== last) {
        last = text;
        onChange(text);
      }
    } catch {
      showOffline(true);
    }
    if (mine === asked) timer = setTimeout(next, everyMs);
  }

  function next() {
    if (document.visibilityState === "visible") void ask();
    else timer = setTimeout(next, everyMs);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void ask();
  });
  void ask();
  return {
    /** Asks at once. */
    now: () => ask(),
  };
}

/** Why our server refused, in its own words. @param {Response} answer @returns {Promise<string>} */
export async function reasonIn(answer) {
  const said = await answer.json().catch(() => ({}));
  return typeof said.reason === "string" ? said.reason : `${answer.status}`;
}

/**
 * Posts to our own server; answers the reason of a refusal, "" when it was done.
 * @param {"POST" | "PUT" | "DELETE"} method
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<string>}
 */
export async function send(method, path, body) {
  const headers = { "content-type": "application/json" };
  try {
    const answer = await fetch(path, { method, headers, body: JSON.stringify(body) });
    return answer.ok ? "" : reasonIn(answer);
  } catch {
    showOffline(true);
    return byId("offline").textContent ?? "";
  }
}

/** Shows why something was not done, or takes that away. @param {HTMLElement} element @param {string} reason */
export function showRefusal(element, reason) {
  element.textContent = reason;
  element.hidden = reason === "";
}
