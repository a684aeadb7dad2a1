import { beginConsumer, keepConsuming } from "../../src/inbox/jetstream/consumer";
import { until } from "../story/office";
import { connectToNats, describeOnNats } from "./describe-on-nats";

jest.setTimeout(60_000);

describeOnNats("what was delivered and not finished when the server was killed", () => {
  const there = connectToNats();

  it("comes again before what is taken later", async () => {
    const { server, stream } = there;
    const seen: string[] = [];
    const consumer = await beginConsumer(stream, "s1");
    const consumption = await keepConsuming(stream, "s1", consumer, (delivered) => {
      seen.push(delivered.json<{ key: string }>().key);
    });
    for (const key of ["m1", "m2"]) await stream.publish("s1", key, key);
    await until(() => seen.length === 2);
    await server.restart(300);
    await until(() => stream.trouble() === undefined);
    await stream.publish("s1", "m3", "m3");
    await until(() => seen.includes("m3"));
    expect(seen).toEqual(["m1", "m2", "m1", "m2", "m3"]);
    await consumption.close();
    await stream.publish("s1", "m4", "m4");
    expect(seen).not.toContain("m4");
  });
});
