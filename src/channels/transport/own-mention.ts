/** Where the bot's own mention stood in a text, and what it is called where the platform doesn't tell. */

/** What stays of the space behind it: nothing, unless only that keeps two words apart. */
export function spaceLeft(before: string, space: string): string {
  return before === "" || /\s$/u.test(before) ? "" : space;
}

const word = String.raw`[^\s@\uff0c\u3002\u3001\uff1a\uff1b\uff01\uff1f,;:!?]+`;
/** A word with Chinese in it that is no amount, with which a message may begin: A4纸, but not 2包. */
const chinese = String.raw`(?!\d)[^\s@]*\p{Script=Han}`;
/** A name in Latin letters may be several words: up to the first one in Chinese, another mention, or the text's end. */
const words = String.raw`[A-Za-z][\w.'-]*(?: [A-Za-z][A-Za-z.'-]*){0,5}(?=[ \u00a0\u2005]+(?:@|${chinese})|\s*$(?<!^@[^@]*))`;
const mention = new RegExp(String.raw`(?<![\w.-])@(?<name>${words}|${word})`, "gu");
const wholeName = new RegExp(String.raw`^\s*(?:$|@|${chinese})`, "u");

/** The only name that is mentioned; undefined where there are several. */
export function soleMention(text: string): string | undefined {
  const names = [...text.matchAll(mention)].map(({ groups }) => groups?.["name"]);
  return names.length === 1 ? names[0] : undefined;
}

/** Whether what follows a name shows where it ends, so that it holds for other messages too. */
export function isWholeName(text: string, name: string): boolean {
  const behind = text.slice(text.indexOf(`@${name}`) + name.length + 1);
  return wholeName.test(behind);
}

/** Without the mention of that name; without a name, without the mention that begins the text. */
export function withoutMention(text: string, name: string | undefined): string {
  if (name === undefined) {
    const [first] = text.trim().matchAll(mention);
    const length = first?.index === 0 ? first[0].length : 0;
    return text.trim().slice(length).trim();
  }
  // A mention is followed by one space of its own.
  const joined = text
    .split(`@${name}`)
    .reduce(
      (before, piece) =>
        before + piece.replace(/^[ \u2005\u00a0]/u, (space) => spaceLeft(before, space)),
    );
  return joined.trim();
}
