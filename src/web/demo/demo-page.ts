/** The demo page: the simulated group on the left, the sheet on the right, a newcomer's first minute above. Pure. */
import {
  exampleMessages,
  guideWords,
  sheetWords,
  demoWords,
} from "../../language/page-words/demo-words";
import { pageWords } from "../../language/page-words/page-words";
import { html, type Html } from "../pages/html";
import { page, type PageLink } from "../pages/page";
import { pictureTag, type ShownPicture } from "../pages/picture";
import type { Colleague } from "./transcript";

/** Whether the people are those of the sample, whose items the guide and the examples name. */
const isSample = (people: readonly Colleague[]): boolean =>
  people.some(({ id }) => id === exampleMessages.account);

function guide(people: readonly Colleague[]): Html {
  const [tab, header] = [exampleMessages.cell.tab, exampleMessages.cell.header];
  return html`<section
    class="guide"
    id="guide"
    aria-labelledby="guide-title"
    ${!isSample(people) && html` data-off`}
    hidden
  >
    <div class="guide-head">
      <h2 id="guide-title">${guideWords.title}</h2>
      <p>${demoWords.lead}</p>
      <button type="button" class="quiet" id="guide-dismiss">${guideWords.dismiss}</button>
    </div>
    <ol
      data-account="${exampleMessages.account}"
      data-text="${exampleMessages.text}"
      data-tab="${tab}"
      data-header="${header}"
    >
      ${guideWords.steps.map(
        ({ key, title, text, button }, index) =>
          html`<li data-step="${key}">
            <h3>${index + 1}. ${title} <span class="tick" hidden>${guideWords.done}</span></h3>
            <p>${text}</p>
            <button type="button" data-help="${key}">${button}</button>
          </li>`,
      )}
    </ol>
  </section>`;
}

function composer(people: readonly Colleague[]): Html {
  const { text: first, items, always } = exampleMessages;
  const examples = isSample(people) ? [first, ...items, ...always] : always;
  return html`<form id="composer" class="composer" autocomplete="off">
    <p class="context" id="context" hidden>
      <span id="context-text"></span>
      <button type="button" class="quiet" id="context-cancel">${demoWords.cancel}</button>
    </p>
    <div class="examples" role="group" aria-label="${demoWords.examples}">
      ${examples.map(
        (text) => html`<button type="button" class="chip" data-example="${text}">${text}</button>`,
      )}
    </div>
    <div class="write">
      <label class="as"
        ><span>${demoWords.you}</span>
        <select id="as" name="as">
          ${people.map(
            ({ id, name, about, own }) =>
              html`<option value="${id}" data-group="${own?.name ?? demoWords.group}">
                ${[name, about].filter(Boolean).join(" · ")}
              </option>`,
          )}
        </select></label
      >
      <label class="message"
        ><span class="unseen">${demoWords.message}</span>
        <textarea
          id="message"
          name="text"
          rows="1"
          maxlength="4000"
          placeholder="${demoWords.messageHint}"
          enterkeyhint="send"
        ></textarea>
      </label>
      <button type="submit" id="send">${demoWords.send}</button>
    </div>
    <p class="refusal" id="group-refusal" role="alert" hidden></p>
  </form>`;
}

function group(people: readonly Colleague[]): Html {
  return html`<section class="pane group" aria-labelledby="group-title">
    <header>
      <h2 id="group-title">${demoWords.group}</h2>
      <p>${demoWords.groupHint}</p>
      <button type="button" id="digest-now">${demoWords.digestNow}</button>
    </header>
    <div
      class="scroll transcript"
      id="scroll"
      tabindex="0"
      role="log"
      aria-labelledby="group-title"
    >
      <ol id="transcript" data-keyed="quiet"></ol>
    </div>
    ${composer(people)}
  </section>`;
}

function sheet(): Html {
  return html`<section class="pane sheet" aria-labelledby="sheet-title" id="sheet">
    <header>
      <h2 id="sheet-title">${demoWords.sheet}</h2>
      <p>${demoWords.sheetHint}</p>
    </header>
    <div class="tools">
      <output class="address" id="address" aria-label="${sheetWords.cell}"></output>
      <output class="content" id="cell-content" aria-label="${sheetWords.content}"></output>
      <button
        type="button"
        class="quiet"
        id="undo-edit"
        title="Ctrl+Z"
        data-late="${sheetWords.undoTooLate}"
        disabled
      >
        ${sheetWords.undo}
      </button>
      <button type="button" class="quiet" id="insert-row" disabled>${sheetWords.insertRow}</button>
      <button type="button" class="quiet" id="delete-row" disabled>${sheetWords.deleteRow}</button>
    </div>
    <p class="refusal" id="sheet-refusal" role="alert" hidden></p>
    <div class="scroll grid" id="grid-scroll">
      <table
        id="grid"
        role="grid"
        aria-labelledby="sheet-title"
        data-low="${sheetWords.low}"
      ></table>
      <p class="hint" id="grid-more" hidden></p>
    </div>
    <div class="tabs" id="tabs" role="tablist" aria-label="${sheetWords.tabs}"></div>
  </section>`;
}

function deleteQuestion(): Html {
  return html`<dialog id="delete-question" class="question" aria-labelledby="delete-title">
    <h2 id="delete-title">
      ${sheetWords.deleteRowNumber} <span id="delete-number"></span> ${sheetWords.deleteRowEnd}
    </h2>
    <p id="delete-what"></p>
    <form method="dialog">
      <button class="quiet" value="" autofocus>${sheetWords.keepRow}</button>
      <button value="delete">${sheetWords.reallyDelete}</button>
    </form>
  </dialog>`;
}

function digestDialog(): Html {
  return html`<dialog id="digest" aria-labelledby="digest-title">
    <div class="dialog-head">
      <h2 id="digest-title">${demoWords.digestTitle}</h2>
      <button type="button" class="quiet" id="digest-close">${pageWords.close}</button>
    </div>
    <p class="hint">${demoWords.digestHint}</p>
    <div id="digest-content" data-busy="${demoWords.digestBusy}" aria-live="polite"></div>
  </dialog>`;
}

export function demoPage(people: readonly Colleague[], links: readonly PageLink[]): string {
  const pageOptions = {
    title: pageWords.product,
    script: "demo",
    links,
    path: "/",
    layout: "fills",
  };
  return page(
    pageOptions,
    html`<div class="demo">
      <h1 class="unseen">${pageWords.demo}</h1>
      <noscript><p class="warning">${demoWords.needsScript}</p></noscript>
      ${guide(people)}
      <div class="panes">${group(people)} ${sheet()}</div>
      ${digestDialog()} ${deleteQuestion()}
    </div>`,
  );
}

/** The digest as the group would see it, for the dialog. */
export function digestPreview(text: string, pictures: readonly ShownPicture[]): string {
  return html`<div class="bubble"><p class="text">${text}</p></div>
    ${pictures.map(pictureTag)}`.markup;
}
