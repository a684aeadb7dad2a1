import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deriveSigningKeys, keepSigningKeys } from "../../../src/web/access/signing-keys";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "stockcaster-keys-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("signing keys in STATE_DIR", () => {
  it("are 32 random bytes each, for nobody else to read, and the same at the next start", async () => {
    const first = await keepSigningKeys(dir);
    expect([first.boardLink.length, first.ownerCookie().length]).toEqual([32, 32]);
    expect(first.boardLink).not.toEqual(first.ownerCookie());
    expect(await readdir(dir)).toEqual(["signing-keys.json"]);
    const { mode } = await stat(path.join(dir, "signing-keys.json"));
    expect(mode & 0o777).toBe(0o600);
    const next = await keepSigningKeys(dir);
    expect(next.boardLink).toEqual(first.boardLink);
    expect(next.ownerCookie()).toEqual(first.ownerCookie());
  });

  it("renew the owner's alone, for good", async () => {
    const keys = await keepSigningKeys(dir);
    const old = keys.ownerCookie();
    await Promise.all([keys.renewOwnerCookie(), keys.renewOwnerCookie()]);
    expect(keys.ownerCookie()).not.toEqual(old);
    const next = await keepSigningKeys(dir);
    expect(next.ownerCookie()).toEqual(keys.ownerCookie());
    expect(next.boardLink).toEqual(keys.boardLink);
  });

  it.each(["", "{", "null", '{"boardLink":"AAAA","ownerCookie":"AAAA"}'])(
    "are made anew where the file holds %j",
    async (text) => {
      await writeFile(path.join(dir, "signing-keys.json"), text);
      const keys = await keepSigningKeys(dir);
      expect(keys.boardLink).toHaveLength(32);
      expect((await keepSigningKeys(dir)).boardLink).toEqual(keys.boardLink);
    },
  );
});

describe("signing keys without a disk", () => {
  it("come from the token and the spreadsheet, the same at every start", async () => {
    const keys = await deriveSigningKeys("correct horse battery", "sheet-1");
    const again = await deriveSigningKeys("correct horse battery", "sheet-1");
    expect(again.boardLink).toEqual(keys.boardLink);
    expect(again.ownerCookie()).toEqual(keys.ownerCookie());
    expect(keys.boardLink).not.toEqual(keys.ownerCookie());
    const elsewhere = await deriveSigningKeys("correct horse battery", "sheet-2");
    expect(elsewhere.boardLink).not.toEqual(keys.boardLink);
  });

  it("are random without a token", async () => {
    const [one, other] = [
      await deriveSigningKeys(undefined, "sheet-1"),
      await deriveSigningKeys(undefined, "sheet-1"),
    ];
    expect(one.boardLink).not.toEqual(other.boardLink);
  });
});
