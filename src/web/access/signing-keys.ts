/**
 * The keys that board links and owner cookies are signed with. In: STATE_DIR, or the admin token where there is no
 * disk. Out: one random key for each of the two, the same at every start.
 */
import { randomBytes, scrypt } from "node:crypto";
import path from "node:path";
import { putInPlace, readIfThere } from "../../private-files";

export interface SigningKeys {
  readonly boardLink: Buffer;
  readonly ownerCookie: () => Buffer;
  /** Ends every owner's sign-in. Without a disk only until the next start. */
  readonly renewOwnerCookie: () => Promise<void>;
}

interface KeyPair {
  readonly boardLink: Buffer;
  readonly ownerCookie: Buffer;
}

const fileName = "signing-keys.json";
const keyBytes = 32;
/** 128 MiB and some tenths of a second for each guess. @see https://www.rfc-editor.org/rfc/rfc7914 */
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };

const randomKeys = (): KeyPair => ({
  boardLink: randomBytes(keyBytes),
  ownerCookie: randomBytes(keyBytes),
});

/** The keys in STATE_DIR; made there when there are none, or none that can be used. */
export async function keepSigningKeys(stateDir: string): Promise<SigningKeys> {
  const file = path.join(stateDir, fileName);
  const known = parseKeys((await readIfThere(file)) ?? "");
  const keys = known ?? randomKeys();
  if (known === undefined) await writeKeys(file, keys);
  return signingKeys(keys, (renewed) => writeKeys(file, renewed));
}

/** Keys that are good until the process ends. */
export const randomSigningKeys = (): SigningKeys =>
  signingKeys(randomKeys(), () => Promise.resolve());

/**
 * The keys of a relay without a disk, from its admin token; random where there is none.
 *
 * @param salt tells relays apart that have the same token
 */
export async function deriveSigningKeys(
  adminToken: string | undefined,
  salt: string,
): Promise<SigningKeys> {
  if (adminToken === undefined) return randomSigningKeys();
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    scrypt(adminToken, `stockcaster ${salt}`, 2 * keyBytes, scryptCost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
  const keys = { boardLink: bytes.subarray(0, keyBytes), ownerCookie: bytes.subarray(keyBytes) };
  return signingKeys(keys, () => Promise.resolve());
}

function signingKeys(
  { boardLink, ...first }: KeyPair,
  save: (keys: KeyPair) => Promise<void>,
): SigningKeys {
  let { ownerCookie } = first;
  let saved = Promise.resolve();
  return {
    boardLink,
    ownerCookie: () => ownerCookie,
    async renewOwnerCookie() {
      ownerCookie = randomBytes(keyBytes);
      // One after the other: two at once would write the same file.
      saved = saved.catch(() => undefined).then(() => save({ boardLink, ownerCookie }));
      await saved;
    },
  };
}

function parseKeys(text: string): KeyPair | undefined {
  try {
    const read = JSON.parse(text) as Partial<Record<keyof KeyPair, string>>;
    const boardLink = Buffer.from(read.boardLink ?? "", "base64");
    const ownerCookie = Buffer.from(read.ownerCookie ?? "", "base64");
    const isWhole = boardLink.length === keyBytes && ownerCookie.length === keyBytes;
    return isWhole ? { boardLink, ownerCookie } : undefined;
  } catch {
    return undefined;
  }
}

async function writeKeys(file: string, { boardLink, ownerCookie }: KeyPair): Promise<void> {
  const text = JSON.stringify({
    boardLink: boardLink.toString("base64"),
    ownerCookie: ownerCookie.toString("base64"),
  });
  await putInPlace(file, text);
}
