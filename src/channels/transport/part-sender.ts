/**
 * One message to people may be several calls: pieces of text, then a picture. They go out in order, and a retry of the
 * same message goes on where the last try stopped, so that nobody reads the first piece twice.
 */
import { DeliveryError } from "../../errors";
import type { Delivery, Picture } from "../channel";
import { createRecentMap } from "../../recent-map";

/** Sends one part and answers with the platform's id of it, where it tells. */
export type Part = () => Promise<string | undefined>;

/** `partsOf` may throw a DeliveryError. */
export type PartSender = (messageId: string, partsOf: () => readonly Part[]) => Promise<Delivery>;

export function createPartSender(): PartSender {
  /** The ids of the parts that went out, by message, while it is not whole. */
  const unfinished = createRecentMap<(string | undefined)[]>(1000);
  return async (messageId, partsOf) => {
    const ids = unfinished.get(messageId) ?? [];
    unfinished.set(messageId, ids);
    for (const part of partsOf().slice(ids.length)) ids.push(await part());
    unfinished.delete(messageId);
    return { messageId: ids.find((id) => id !== undefined) };
  };
}

/** The texts, then the picture where there is one; as one part where the text is its caption. */
export function withPicture(
  texts: readonly Part[],
  picture: Picture | undefined,
  send: (picture: Picture) => ReturnType<Part>,
  asCaption = false,
): readonly Part[] {
  if (picture === undefined) return texts;
  const shown: Part = () => send(picture);
  return asCaption ? [() => captioned(shown, texts)] : [...texts, shown];
}

/**
 * A picture with the text as its caption. Where the platform refuses it for good (a group may forbid pictures), the text
 * goes alone, and the refusal is told all the same.
 */
async function captioned(picture: Part, textAlone: readonly Part[]): Promise<string | undefined> {
  try {
    return await picture();
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.retryable) throw error;
    for (const part of textAlone) await part();
    throw error;
  }
}
