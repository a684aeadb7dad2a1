import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { openSheet, removeDirectories, temporaryDirectory } from "./sheet-client";

afterEach(removeDirectories);

async function startServer(dir: string): Promise<{ url: string; kill: () => Promise<void> }> {
  const script = join(__dirname, "killed-server.ts");
  const child = spawn(process.execPath, ["--require", "tsx/cjs", script, dir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: line.toString().trim(),
    kill: async () => {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

test("a kill -9 during a burst loses no answered write, and no write is there twice", async () => {
  const dir = temporaryDirectory();
  const answered: string[] = [];
  const sent: string[] = [];
  for (const round of [1, 2, 3]) {
    const server = await startServer(dir);
    const append = `${server.url}/v4/spreadsheets/local/values/A1:append?valueInputOption=RAW`;
    let isKilled = false;
    const sender = async (name: string): Promise<void> => {
      for (let i = 0; !isKilled; i += 1) {
        const id = `${round}-${name}-${i}`;
        sent.push(id);
        const answer = await fetch(append, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ values: [[id, "x".repeat(500)]] }),
        }).catch(() => undefined);
        if (answer?.status === 200) answered.push(id);
      }
    };
    const before = answered.length;
    const senders = ["a", "b", "c", "d"].map(sender);
    while (answered.length < before + 20 + round * 7) await new Promise(setImmediate);
    await server.kill();
    isKilled = true;
    await Promise.all(senders);
  }
  const sheet = await openSheet({ dir });
  const ids = ((await sheet.values("A:A")) ?? []).flat().map(String);
  await sheet.close();
  expect(new Set(ids).size).toBe(ids.length);
  expect(answered.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id) => !sent.includes(id))).toEqual([]);
}, 60_000);
