import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "../..");
const script = ["--require", "tsx/cjs", "scripts/read-webhook.ts"];

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...script, ...args], { cwd: root }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

describe("npm run read-webhook", () => {
  it("prints one JSON object, and exits 0 also for what it rejects", async () => {
    const fixture = (name: string) => path.join("test/channels/fixtures/dev", name);
    const message = await run(fixture("feishu-d04-group-mentions.json"));
    expect(message.code).toBe(0);
    expect(JSON.parse(message.out)).toMatchObject({
      kind: "message",
      text: "@李想 帮忙确认 白板笔 4 支",
    });
    const rejection = await run(fixture("slack-d04-tampered.json"));
    expect(rejection.code).toBe(0);
    expect(JSON.parse(rejection.out)).toMatchObject({ kind: "rejected", reason: "bad_signature" });
  });

  it("names in its help every secret that the recorded requests are read by", async () => {
    const { out } = await run("--help");
    const folder = path.join(root, "test/channels/fixtures/dev");
    const used = readdirSync(folder).flatMap((name) => {
      const recording = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as {
        readonly secrets?: object;
      };
      return Object.keys(recording.secrets ?? {});
    });
    expect(used.length).toBeGreaterThan(0);
    const unnamed = new Set(used.filter((name) => !out.includes(name)));
    // No driver reads these two.
    expect([...unnamed].sort()).toEqual(["aibotId", "mode"]);
  });

  it("says in a sentence what is wrong with a file", async () => {
    expect(await run("missing.json")).toEqual({
      code: 1,
      out: "",
      err: "missing.json can't be read; say the path of a recorded request.\n",
    });
    expect(await run("package.json")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^package\.json: platform should be one of /) as string,
    });
    expect(await run()).toMatchObject({
      code: 1,
      err: expect.stringContaining("--help") as string,
    });
  });

  it("has help", async () => {
    expect(await run("--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining("rawBody") as string,
    });
  });
});
