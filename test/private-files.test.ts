import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkPrivacy } from "../scripts/doctor/state";
import { makePrivateFolder } from "../src/private-files";
import { serve } from "../src/server";
import { readSettings } from "../src/settings";

let dir: string;
let umask: number;
beforeEach(async () => {
  umask = process.umask(0);
  dir = await mkdtemp(path.join(tmpdir(), "stockcaster-private-"));
});
afterEach(async () => {
  process.umask(umask);
  await rm(dir, { recursive: true, force: true });
});

const modeOf = async (file: string): Promise<string> =>
  ((await stat(file)).mode & 0o777).toString(8);

/** Runs a relay with the embedded sheet on the folder, and looks at all that lies there meanwhile and after. */
async function modesWhileRunning(stateDir: string): Promise<Record<string, string>> {
  const settings = readSettings({ PORT: "0", STATE_DIR: stateDir, LOG_LEVEL: "silent" });
  const modes: Record<string, string> = {};
  const look = async (): Promise<void> => {
    for (const name of ["", ...(await readdir(stateDir, { recursive: true }))])
      modes[name] = await modeOf(path.join(stateDir, name));
  };
  const relay = await serve(settings);
  await look();
  await relay.stop();
  await look();
  return modes;
}

describe("STATE_DIR", () => {
  it("is made with all that it lies in", async () => {
    const deep = path.join(dir, "a/b/c");
    await Promise.all([makePrivateFolder(deep, "x"), makePrivateFolder(deep, "x")]);
    expect(await modeOf(deep)).toBe("700");
  });

  it("is refused at once where a file system makes no folders", async () => {
    await expect(makePrivateFolder("/proc/stockcaster/state", "x")).rejects.toThrow(
      /ENOENT|EROFS|EACCES/,
    );
  });

  it("and all that the relay writes there is for its own user only", async () => {
    const { "": root, sheet, prices, ...files } = await modesWhileRunning(path.join(dir, "state"));
    expect({ root, sheet, prices }).toEqual({ root: "700", sheet: "700", prices: "700" });
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(["inbox.jsonl", "owner.json", "sheet-address.json"]),
    );
    expect(Object.keys(files).some((name) => name.startsWith("sheet/snapshot-"))).toBe(true);
    expect(Object.entries(files).filter(([, mode]) => mode !== "600")).toEqual([]);
  });

  it("that an earlier version left open is shut", async () => {
    await writeFile(path.join(dir, "inbox.jsonl"), "");
    await chmod(dir, 0o755);
    await makePrivateFolder(dir, "inbox.jsonl");
    expect(await modeOf(dir)).toBe("700");
  });

  it("that holds what is not the relay's stays as it is", async () => {
    await writeFile(path.join(dir, "somebody's"), "");
    await chmod(dir, 0o755);
    await makePrivateFolder(dir, "inbox.jsonl");
    expect(await modeOf(dir)).toBe("755");
  });
});

describe("doctor", () => {
  it("fails on what others may read, and says how to mend it", async () => {
    await mkdir(path.join(dir, "sheet"), { mode: 0o700 });
    await writeFile(path.join(dir, "sheet", "log"), "", { mode: 0o644 });
    const sentence = `${dir} is open to other users of this machine (1 of 3 files and folders): chmod -R go= ${dir}`;
    expect(await checkPrivacy([dir])).toEqual([{ ok: false, sentence }]);
    await chmod(path.join(dir, "sheet", "log"), 0o600);
    expect(await checkPrivacy([dir])).toEqual([
      { ok: true, sentence: `only this user can read ${dir}` },
    ]);
  });

  it("says nothing of a folder that is not there", async () => {
    expect(await checkPrivacy([path.join(dir, "none"), "/dev/null/none"])).toEqual([]);
  });
});
