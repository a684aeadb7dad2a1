/** Workers as processes, of which one is frozen until others took over, one killed, while NATS is restarted and webhooks come twice. */
import { runWorkerChaos } from "../../scripts/workers/chaos";
import { describeOnNats } from "../inbox/describe-on-nats";

jest.setTimeout(240_000);

describeOnNats("workers in trouble", () => {
  it("book every accepted message once, in order, on its own company's sheet", async () => {
    const { faults, ...figures } = await runWorkerChaos({
      ...{ seed: 7, workers: 2, sheets: 4, messages: 40 },
      // Longer than a lease.
      frozenMs: 17_000,
      ...{ latencyMs: 20, bustle: 0.25 },
      trace: () => undefined,
    });
    expect(faults).toEqual([]);
    expect(figures).toMatchObject({ accepted: 40, kills: 1, frozen: 1, restarts: 1 });
  });
});
