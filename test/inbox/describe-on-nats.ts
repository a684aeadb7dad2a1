/** `describe` where a nats-server can be had; elsewhere it is skipped, and the reason printed. */
import { whyNoNats } from "../../scripts/workers/nats-server";

export const describeOnNats: jest.Describe = whyNoNats === undefined ? describe : describe.skip;
if (whyNoNats !== undefined) console.warn(`skipped: ${whyNoNats}`);
