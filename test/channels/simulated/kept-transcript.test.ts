import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { OutboundMessage } from "../../../src/channels/channel";
import { keepTranscript } from "../../../src/channels/simulated/kept-transcript";
import { createSimulatedGroup } from "../../../src/channels/simulated/simulated";

const now = () => new Date("2026-11-24T08:00:00Z");
const li = { id: "xiaoli", name: "小李" };
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "stockcaster-group-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const answer = (id: string, png: Buffer | undefined) =>
  ({
    ...{ id, groupId: "office", kind: "digest", text: `第 ${id} 份`, inReplyTo: [], mentions: [] },
    picture: png && { png, alt: "库存表" },
  }) as unknown as OutboundMessage;

describe("the simulated group's transcript", () => {
  it("is there after a restart as it was, with the newest pictures", async () => {
    const file = path.join(dir, "group.json");
    const before = createSimulatedGroup({ now });
    const stop = await keepTranscript(before, file);
    const said = before.say(li, "领用：A4纸 1箱");
    before.edit(li, said.messageId, "领用：A4纸 2箱");
    for (let each = 1; each <= 11; each += 1) {
      await before.channel.send(answer(String(each), Buffer.from(`png ${each}`)));
    }
    await stop();
    const after = createSimulatedGroup({ now });
    await (
      await keepTranscript(after, file)
    )();
    const [first, second, ...others] = after.transcript();
    expect(first).toEqual(before.transcript()[0]);
    expect(second?.text).toBe("第 1 份");
    expect(second).not.toHaveProperty("picture.png");
    expect(others).toEqual(before.transcript().slice(2));
    expect(after.remove(li, said.messageId)).toMatchObject({ type: "deleted" });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("begins empty where the file is no transcript", async () => {
    const file = path.join(dir, "group.json");
    for (const text of ["", "{", "null", "{}", "[1, null]"]) {
      writeFileSync(file, text);
      const group = createSimulatedGroup({ now });
      await (
        await keepTranscript(group, file)
      )();
      expect(group.transcript()).toEqual([]);
    }
    expect(readFileSync(file, "utf8")).toBe("[1, null]");
  });
});
