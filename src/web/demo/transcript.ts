/** The simulated group's messages as one of the colleagues sees them. Pure. */
import {
  isIn,
  isSeenBy,
  type BotEntry,
  type PersonEntry,
  type TranscriptEntry,
} from "../../channels/simulated/simulated";
import { demoWords } from "../../language/page-words/demo-words";
import { timeOfDay } from "../../language/replies/format";
import { html, type Html } from "../pages/html";
import { pictureTag, shownPicture } from "../pages/picture";

/** A colleague as the group shows them. */
export interface Colleague {
  /** Of who is played on the page, and where: somebody stands there again for their private chat. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** Department and role. */
  readonly about: string;
  /** Set: played elsewhere than in the first group: a supplier's own, or alone with the bot. */
  readonly own?: { readonly groupId: string; readonly name: string };
}

export interface GroupView {
  readonly entries: readonly TranscriptEntry[];
  readonly people: readonly Colleague[];
  /** Who looks. */
  readonly viewer: string;
  /** The group that is looked at. */
  readonly groupId: string;
  readonly timeZone: string;
}

const shortened = (text: string): string => {
  const flat = Array.from(text.replace(/\s+/g, " "));
  return flat.length > 40 ? `${flat.slice(0, 40).join("")}…` : flat.join("");
};

const initial = (name: string): string => Array.from(name).at(-1) ?? "";

/** One of six colours, always the same for a person. */
const hue = (id: string): number =>
  Array.from(id).reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 6;

const writer = (entry: TranscriptEntry): string =>
  entry.from === "bot" ? demoWords.bot : entry.sender.name;

function quotation(id: string | undefined, { entries }: GroupView): Html | false {
  const quoted = id === undefined ? undefined : entries.find((entry) => entry.id === id);
  return (
    quoted !== undefined &&
    html`<blockquote>${writer(quoted)}：${shortened(quoted.text)}</blockquote>`
  );
}

const action = (name: "quote" | "edit" | "remove", entry: TranscriptEntry): Html =>
  html`<button
    type="button"
    class="quiet"
    data-action="${name}"
    data-id="${entry.id}"
    aria-label="${demoWords[name]} ${demoWords.messageOf(writer(entry))}"
  >
    ${demoWords[name]}
  </button>`;

function personEntry(entry: PersonEntry, view: GroupView): Html {
  const { id, sender, text, state, reactions, at } = entry;
  if (state === "deleted") {
    return html`<li data-key="${id}" class="removed">${demoWords.removed(sender.name)}</li>`;
  }
  const isOwn = sender.id === view.viewer;
  const about = view.people.find((person) => person.id === sender.id)?.about ?? "";
  return html`<li data-key="${id}" class="entry ${isOwn ? "own" : "other"}">
    <span class="face hue-${hue(sender.id)}" aria-hidden="true">${initial(sender.name)}</span>
    <div class="said">
      <p class="by">
        <b>${sender.name}</b> <span>${about}</span>
        <time datetime="${at.toISOString()}">${timeOfDay(at, view.timeZone)}</time>
        ${state === "edited" && html`<span>${demoWords.edited}</span>`}
        <span class="actions"
          >${action("quote", entry)}${isOwn && action("edit", entry)}${
            isOwn && action("remove", entry)
          }</span
        >
      </p>
      <div class="bubble">
        ${quotation(entry.quotes, view)}
        <p class="text">${text}</p>
      </div>
      ${reactions.length > 0 && html`<p class="reactions">${reactions.join(" ")}</p>`}
    </div>
  </li>`;
}

function mentions({ mentions: accounts }: BotEntry, { people }: GroupView): Html | false {
  const names = accounts.map((account) => people.find(({ id }) => id === account)?.name ?? account);
  return (
    names.length > 0 &&
    html`<span class="mentions">${names.map((name) => html`<b>@${name}</b> `)}</span>`
  );
}

/** Buttons that answer as who looks. */
function choiceButtons({ id, choices }: BotEntry): Html | false {
  const button = ({ value, label }: BotEntry["choices"][number]): Html =>
    html`<button type="button" class="chip" data-choice="${value}" data-id="${id}">
      ${label}
    </button>`;
  return choices.length > 0 && html`<p class="choices">${choices.map(button)}</p>`;
}

function botEntry(entry: BotEntry, view: GroupView): Html {
  const { id, at, kind, text, inReplyTo, picture } = entry;
  return html`<li data-key="${id}" class="entry bot ${kind}">
    <span class="face bot" aria-hidden="true"
      ><img src="/assets/icon.svg" alt="" width="22" height="22"
    /></span>
    <div class="said">
      <p class="by">
        <b>${demoWords.bot}</b> <span>${demoWords.botTag}</span>
        <time datetime="${at.toISOString()}">${timeOfDay(at, view.timeZone)}</time>
        ${entry.recipientId !== undefined && html`<span>${demoWords.privately}</span>`}
        <span class="actions">${action("quote", entry)}</span>
      </p>
      <div class="bubble">
        ${quotation(inReplyTo.at(-1), view)}
        <p class="text">${mentions(entry, view)}${text}</p>
        ${picture && pictureTag(shownPicture(`/group/pictures/${id}.png`, picture))}
      </div>
      ${choiceButtons(entry)}
    </div>
  </li>`;
}

/** The list's items; what was said to one person is shown to nobody else. */
export function transcriptItems(view: GroupView): string {
  const seen = view.entries.filter(
    (entry) => isIn(entry, view.groupId) && isSeenBy(entry, { id: view.viewer }),
  );
  if (seen.length === 0) {
    return html`<li data-key="empty" class="empty">${demoWords.emptyGroup}</li>`.markup;
  }
  return html`${seen.map((entry) =>
    entry.from === "bot" ? botEntry(entry, view) : personEntry(entry, view),
  )}`.markup;
}
