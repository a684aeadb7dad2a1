import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { StateDirTakenError } from "../../src/errors";
import { findSheetAddress, ownStateDir } from "../../src/inbox/directory-lock";
import type { StateDir } from "../../src/inbox/directory-lock";
import { makeFolder, removeFolder } from "./folder";

const now = () => new Date();
const address = { url: "http://127.0.0.1:4001", token: "t" };
let dir: string;
const owned: StateDir[] = [];
const own = async () => {
  const state = await ownStateDir(dir, now);
  owned.push(state);
  return state;
};
beforeEach(async () => {
  dir = await makeFolder();
});
afterEach(async () => {
  for (const state of owned.splice(0)) await state.release();
  await removeFolder(dir);
});

const lock = () => path.join(dir, "owner.json");
const writeLock = (owner: object) =>
  fs.writeFile(
    lock(),
    JSON.stringify({ host: os.hostname(), pid: 1, began: "", nonce: "n", ...owner }),
  );
/** The number of a process that is over. */
const deadPid = () =>
  new Promise<number>((resolve) => {
    const run = spawn(process.execPath, ["-e", ""]);
    run.once("exit", () => resolve(run.pid ?? 0));
  });

describe("the state directory", () => {
  it("belongs to one process, and says to the second what to do", async () => {
    await own();
    await expect(own()).rejects.toThrow(StateDirTakenError);
    await expect(own()).rejects.toThrow(
      new RegExp(`${dir} belongs to .*process ${process.pid} .*stop that one first`),
    );
  });

  it("is free again once it is released", async () => {
    await (await own()).release();
    expect(await fs.readdir(dir)).toEqual([]);
    await own();
  });

  it("is taken over from an owner that died", async () => {
    await writeLock({ pid: await deadPid() });
    await own();
    expect(JSON.parse(await fs.readFile(lock(), "utf8"))).toMatchObject({ pid: process.pid });
    expect(await fs.readdir(dir)).toEqual(["owner.json"]);
  });

  it("is taken over from a dead owner whose number another process has now", async () => {
    await writeLock({ pid: process.pid, began: "some-boot:1" });
    await own();
  });

  it("is taken over where the lock is unreadable after a power cut", async () => {
    await fs.writeFile(lock(), "");
    await own();
  });

  it("is not taken from an owner on another machine that lives, but from one that fell silent", async () => {
    await writeLock({ host: "elsewhere", pid: await deadPid() });
    await expect(own()).rejects.toThrow(/on elsewhere/);
    const longAgo = new Date(Date.now() - 60_000);
    await fs.utimes(lock(), longAgo, longAgo);
    await own();
  });

  it("goes to one of many that find a dead owner at the same moment", async () => {
    await writeLock({ pid: await deadPid() });
    const tries = await Promise.allSettled(Array.from({ length: 12 }, own));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of tries) {
      if (each.status === "rejected") expect(each.reason).toBeInstanceOf(StateDirTakenError);
    }
  });

  it("goes to one of several processes that find a dead owner, and to the next when that is killed", async () => {
    await writeLock({ pid: await deadPid() });
    const child = path.join(__dirname, "owning-child.ts");
    const start = () => {
      const run = spawn(process.execPath, ["--require", "tsx/cjs", child, dir], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const said = new Promise<string>((resolve) =>
        run.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString())),
      );
      return { run, said };
    };
    const several = Array.from({ length: 3 }, start);
    const said = await Promise.all(several.map((one) => one.said));
    expect([...said].sort()).toEqual(["owned", "taken", "taken"]);
    const { run } = several[said.indexOf("owned")]!;
    const over = new Promise((resolve) => run.once("exit", resolve));
    run.kill("SIGKILL");
    await over;
    await own();
  });

  it("that can't be written is refused with the machine's reason", async () => {
    await fs.writeFile(path.join(dir, "file"), "");
    await expect(ownStateDir(path.join(dir, "file", "state"), now)).rejects.toMatchObject({
      code: "ENOTDIR",
    });
  });
});

describe("the embedded sheet's address", () => {
  it("is found while its owner lives, and gone with it", async () => {
    expect(await findSheetAddress(dir, now)).toBeUndefined();
    const state = await own();
    expect(await findSheetAddress(dir, now)).toBeUndefined();
    await fs.writeFile(path.join(dir, "sheet-address.json.new"), "left by a crash", {
      mode: 0o644,
    });
    await state.leaveAddress(address);
    expect(await findSheetAddress(dir, now)).toEqual(address);
    const { mode } = await fs.stat(path.join(dir, "sheet-address.json"));
    expect(mode & 0o777).toBe(0o600);
    await state.release();
    expect(await findSheetAddress(dir, now)).toBeUndefined();
  });

  it("of a dead owner is nobody's", async () => {
    const state = await own();
    await state.leaveAddress(address);
    await writeLock({ pid: await deadPid() });
    expect(await findSheetAddress(dir, now)).toBeUndefined();
    await own();
    expect(await findSheetAddress(dir, now)).toBeUndefined();
  });
});
