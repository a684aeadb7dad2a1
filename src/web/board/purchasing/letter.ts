/** The printable 订单确认函: sheets of A4 with 25 lines each, what changed since the version before. No prices. Pure. */
import type { Letter, LetterVersion } from "../../../inventory/purchasing/parts";
import { letterWords as words } from "../../../language/page-words/purchasing-words";
import { dateTime, nameOf } from "../../../language/replies/format";
import { changedLineText } from "../../../language/replies/purchasing/lines";
import { dayText } from "../../../language/text/calendar";
import { html, type Html } from "../../pages/html";

export interface LetterView {
  readonly letter: Letter;
  /** Of the link that was followed; undefined: whichever is newest. */
  readonly asked: number | undefined;
  readonly timeZone: string;
}

const linesOfSheet = 25;

type Line = Letter["lines"][number];

const lineRow = ({ label, quantity, unit, dueOn }: Line, place: number): Html =>
  html`<tr>
    <td class="number">${place}</td>
    <th scope="row">${nameOf(label)}</th>
    <td class="number">${quantity}</td>
    <td>${unit}</td>
    <td>${dueOn === "" ? words.notDue : dueOn}</td>
  </tr>`;

function head({ letter, timeZone }: LetterView, sheet: string): Html {
  const { order, supplier, contact, orderer, version } = letter;
  const told = [
    words.orderOf(order),
    words.versionOf(version.number),
    dayText(version.at, timeZone),
    sheet,
  ].filter((part) => part !== "");
  return html`<header>
    <h1>${words.title}</h1>
    <p>${told.join(" · ")}</p>
    <p>${words.to(supplier, contact)}</p>
    ${orderer !== "" && html`<p>${words.from(orderer)}</p>`}
  </header>`;
}

function changesOf(version: LetterVersion): Html {
  return html`<ul>
    ${version.changes.map((line) => html`<li>${changedLineText(line)}</li>`)}
  </ul>`;
}

/** Below the last line: the changes, earlier versions, where to sign. */
function foot({ letter: { version, earlier }, timeZone }: LetterView): Html {
  const older = earlier.filter(({ changes }) => changes.length > 0).toReversed();
  return html`<footer>
    ${
      version.changes.length > 0 &&
      html`<h2>${words.changedSince(version.number - 1)}</h2>
        ${changesOf(version)}`
    }
    ${older.map(
      (one) =>
        html`<h2>${words.changedIn(one.number, dateTime(one.at, timeZone))}</h2>
          ${changesOf(one)}`,
    )}
    <p>${words.answer}</p>
    <p class="sign"><span>${words.signature}</span> <span>${words.date}</span></p>
  </footer>`;
}

export function letterContent(view: LetterView): Html {
  const { letter, asked } = view;
  const { lines, version } = letter;
  const count = Math.max(1, Math.ceil(lines.length / linesOfSheet));
  const isOld = asked !== undefined && asked !== version.number;
  return html`<div class="letter">
    <p class="actions"><button type="button" id="print" hidden>${words.print}</button></p>
    ${isOld && html`<p class="warning" role="status">${words.newer(asked, version.number)}</p>`}
    ${Array.from({ length: count }, (_, index) => {
      const shown = lines.slice(index * linesOfSheet, (index + 1) * linesOfSheet);
      const sheet = count === 1 ? "" : words.sheetOf(index + 1, count);
      return html`<section class="sheet" aria-label="${words.sheetOf(index + 1, count)}">
        ${head(view, sheet)}
        ${
          shown.length === 0
            ? html`<p>${words.nothingLeft}</p>`
            : html`<table>
                <thead>
                  <tr>
                    <th scope="col" class="number">${words.place}</th>
                    <th scope="col">${words.item}</th>
                    <th scope="col" class="number">${words.quantity}</th>
                    <th scope="col">${words.unit}</th>
                    <th scope="col">${words.due}</th>
                  </tr>
                </thead>
                <tbody>
                  ${shown.map((line, at) => lineRow(line, index * linesOfSheet + at + 1))}
                </tbody>
              </table>`
        }
        ${index === count - 1 && foot(view)}
      </section>`;
    })}
  </div>`;
}
