/** `describe` where a nats-server can be had; elsewhere it is skipped, and the reason printed. */
import { startNatsServer, whyNoNats, type NatsServer } from "../../scripts/workers/nats-server";
import { openMessageStream, type MessageStream } from "../../src/inbox/jetstream/connection";

export const describeOnNats: jest.Describe = whyNoNats === undefined ? describe : describe.skip;
if (whyNoNats !== undefined) console.warn(`skipped: ${whyNoNats}`);

/** A server and a connection to it, for all tests of a block. */
export function connectToNats(): { readonly server: NatsServer; readonly stream: MessageStream } {
  const there = {} as { server: NatsServer; stream: MessageStream };
  beforeAll(async () => {
    there.server = await startNatsServer();
    there.stream = await openMessageStream(there.server.url);
  });
  afterAll(async () => {
    await there.stream.close();
    await there.server.close();
  });
  return there;
}
