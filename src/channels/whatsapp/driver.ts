/**
 * What Meta's door and 360dialog's have in common: the envelope read, the same bodies sent, the 24-hour window. How a
 * request proves itself and what doctor asks for is each door's own.
 */
import type { Channel, RawRequest, Reading } from "../channel";
import { checkupOf } from "../checkup";
import { createPartSender } from "../parts";
import { reactElseSay } from "../reaction";
import { textAnswer } from "../readings";
import { readEnvelope } from "./envelope";
import { assertTaken, whatsappParts, whatsappReactions } from "./send";
import type { WhatsappApi } from "./send";
import { createSpeakingWindow } from "./window";

interface Door {
  /** Set: what was sent to the account's other numbers is not ours. */
  readonly phoneNumberId?: string | undefined;
  /** undefined: the request is proven, and its body may be read. */
  readonly verify: (request: RawRequest) => Reading | undefined;
  /** What doctor asks for: a path behind the API's base, and what it says then. */
  readonly check: { readonly path: string; readonly good: string; readonly mend: string };
}

export function createWhatsappDriver(api: WhatsappApi, door: Door, now: () => Date): Channel {
  const { platform } = api;
  const sendParts = createPartSender();
  const window = createSpeakingWindow(platform, now);
  return {
    platform,
    // Two may exchange a message every six seconds, 45 in a burst.
    sendLimit: { messages: 45, perMs: 4.5 * 60_000 },
    maxBodyBytes: 3 * 1024 * 1024,
    read: (request, arrivedAt) =>
      door.verify(request) ??
      window.heard(
        readEnvelope(request.body, { platform, phoneNumberId: door.phoneNumberId, arrivedAt }),
      ),
    answer: () => textAnswer("ok"),
    async send(message) {
      window.assertOpen(message, "131047");
      return reactElseSay(message, whatsappReactions(api, message), () =>
        sendParts(message.id, () => whatsappParts(api, message)),
      );
    },
    check: () =>
      checkupOf(door.check, async () => {
        const asked = { method: "GET", headers: api.headers } as const;
        assertTaken(platform, await api.call(`${api.base}${door.check.path}`, asked));
      }),
  };
}
