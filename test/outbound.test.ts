/** What a caller is told where no answer comes at all. */
import { createFetch } from "../src/outbound";

describe("a call to the world outside", () => {
  it("names the host that can't be reached", async () => {
    await expect(createFetch()("https://nowhere.invalid/secret")).rejects.toThrow(
      /^nowhere\.invalid can't be reached \([A-Z_]+\)$/,
    );
  });

  it("names the host that does not answer in time", async () => {
    const signal = AbortSignal.timeout(1);
    await expect(createFetch()("http://192.0.2.1/", { signal })).rejects.toThrow(
      "192.0.2.1 can't be reached",
    );
  });

  it("leaves a caller's own stop as it is", async () => {
    const signal = AbortSignal.abort();
    await expect(createFetch()("http://127.0.0.1:9/", { signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});
