/**
 * A tap in WhatsApp: up to three reply buttons, or a list of up to ten rows, and the message that says which one it was.
 * Groups of the API have neither.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
 */
import type { Choice, InboundMessage, OutboundMessage } from "../channel";
import { fieldsOf, textOf, type Fields } from "../transport/json";
import { messageEvent, type ReadEvent } from "../transport/webhook-reading";
import { cutLabel, readTapData, writeTapData } from "../transport/tap-data";

/** undefined: not on a button of ours. The message is the person's own and stands in the chat. */
export function readTap(message: Fields, read: InboundMessage): ReadEvent | undefined {
  const { button_reply, list_reply } = fieldsOf(message["interactive"]);
  const data = readTapData(textOf(fieldsOf(button_reply ?? list_reply)["id"]));
  if (data === undefined) return undefined;
  const { value: text, questionId: quotedMessageId } = data;
  return messageEvent({ ...read, text, quotedMessageId, tap: {} });
}

const buttons = { most: 3, title: 20, body: 1024 };
const rows = { most: 10, title: 24, description: 72, body: 4096 };

/** `interactive` of a message; undefined where WhatsApp would not take it. `choose` opens a list. */
export function interactiveOf(message: OutboundMessage, choose: string): Fields | undefined {
  const { id, text, groupId, choices = [] } = message;
  if (choices.length === 0 || groupId !== undefined) return undefined;
  const idOf = ({ value }: Choice): string => writeTapData({ questionId: id, value });
  if (choices.length <= buttons.most && text.length <= buttons.body)
    return {
      type: "button",
      body: { text },
      action: {
        buttons: choices.map((choice) => ({
          type: "reply",
          reply: { id: idOf(choice), title: cutLabel(choice.label, buttons.title) },
        })),
      },
    };
  if (choices.length > rows.most || text.length > rows.body) return undefined;
  const listed = choices.map((choice) => {
    const title = cutLabel(choice.label, rows.title);
    const whole = { description: cutLabel(choice.label, rows.description) };
    return { id: idOf(choice), title, ...(title === choice.label ? {} : whole) };
  });
  return {
    type: "list",
    body: { text },
    action: { button: choose, sections: [{ rows: listed }] },
  };
}
