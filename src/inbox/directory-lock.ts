/**
 * One process owns STATE_DIR. In: the folder. Out: the right to write there until it is released, or a
 * sentence why not. A dead owner's lock is taken over. The owner leaves its embedded sheet's address beside the lock, so
 * that other commands use the running one.
 */
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { StateDirTakenError } from "../errors";
import { makePrivateFolder, privateFile, putInPlace, readIfThere } from "../private-files";
import { heartbeatMs, isAlive, readOwner, thisProcess, type Owner } from "../process-owner";

/** Where the embedded sheet answers, and what its callers must bear. */
interface LeftAddress {
  readonly url: string;
  readonly token: string;
}

export interface StateDir {
  /** Leaves the embedded sheet's address and token for other commands of the same user. */
  leaveAddress(address: LeftAddress): Promise<void>;
  release(): Promise<void>;
}

interface Lock {
  /** undefined: what is written there is no owner. */
  readonly owner: Owner | undefined;
  readonly ageMs: number;
}

const lockName = "owner.json";
const addressName = "sheet-address.json";
const attempts = 50;
const pauseMs = 20;

/**
 * @throws StateDirTakenError when a living process owns it
 * @throws Error (EACCES, EROFS, ENOSPC …) when the folder can't be written
 */
export async function ownStateDir(dir: string, now: () => Date): Promise<StateDir> {
  await makePrivateFolder(dir, "inbox.jsonl");
  await fs.access(dir, constants.W_OK);
  const owner = thisProcess(randomUUID());
  const lock = path.join(dir, lockName);
  await acquire(dir, owner, now);
  const isOurs = async (): Promise<boolean> =>
    (await readLock(lock, now))?.owner?.nonce === owner.nonce;
  const heart = setInterval(() => {
    fs.utimes(lock, now(), now()).catch(() => undefined);
  }, heartbeatMs).unref();
  return {
    async leaveAddress({ url, token }) {
      const left = JSON.stringify({ url, token, nonce: owner.nonce });
      await putInPlace(path.join(dir, addressName), left);
    },
    async release() {
      clearInterval(heart);
      if (!(await isOurs())) return;
      await fs.rm(path.join(dir, addressName), { force: true });
      await fs.rm(lock, { force: true });
    },
  };
}

/** The address of the embedded sheet that the living owner of a folder serves; undefined when there is none. */
export async function findSheetAddress(
  dir: string,
  now: () => Date,
): Promise<LeftAddress | undefined> {
  const lock = await readLock(path.join(dir, lockName), now);
  const owner = livingOwner(lock);
  const left = await readIfThere(path.join(dir, addressName));
  if (owner === undefined || left === undefined) return undefined;
  const { url, token, nonce } = JSON.parse(left) as LeftAddress & { readonly nonce: string };
  return nonce === owner.nonce ? { url, token } : undefined;
}

async function acquire(dir: string, owner: Owner, now: () => Date): Promise<void> {
  const lock = path.join(dir, lockName);
  const own = path.join(dir, `${lockName}.${owner.nonce}`);
  await fs.writeFile(own, JSON.stringify(owner), { mode: privateFile });
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (await linked(own, lock)) return;
      const owner = livingOwner(await readLock(lock, now));
      if (owner !== undefined) throw taken(dir, owner);
      await removeDead(lock, own, now);
    }
    throw new StateDirTakenError(`${dir} changes hands all the time; start again in a moment`);
  } finally {
    await fs.rm(own, { force: true });
  }
}

/** Puts the lock there whole, or not at all when there is one. */
async function linked(own: string, lock: string): Promise<boolean> {
  try {
    await fs.link(own, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // Some file systems have no links.
    if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") return copied(own, lock);
    throw error;
  }
}

async function copied(own: string, lock: string): Promise<boolean> {
  try {
    await fs.copyFile(own, lock, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Removes a dead owner's lock. Only one process at a time may, or it could remove the lock of one that was quicker. */
async function removeDead(lock: string, own: string, now: () => Date): Promise<void> {
  const guard = `${lock}.takeover`;
  if (!(await linked(own, guard))) {
    if (livingOwner(await readLock(guard, now)) === undefined) await fs.rm(guard, { force: true });
    await setTimeout(pauseMs);
    return;
  }
  try {
    const isDead = livingOwner(await readLock(lock, now)) === undefined;
    if (isDead) await fs.rm(lock, { force: true });
  } finally {
    await fs.rm(guard, { force: true });
  }
}

function livingOwner(lock: Lock | undefined): Owner | undefined {
  if (lock?.owner === undefined) return undefined;
  return isAlive(lock.owner, lock.ageMs) ? lock.owner : undefined;
}

async function readLock(lock: string, now: () => Date): Promise<Lock | undefined> {
  const text = await readIfThere(lock);
  if (text === undefined) return undefined;
  const stat = await fs.stat(lock).catch(() => undefined);
  const ageMs = stat === undefined ? 0 : now().getTime() - stat.mtimeMs;
  return { owner: readOwner(text), ageMs };
}

function taken(dir: string, { host, pid }: Owner): StateDirTakenError {
  return new StateDirTakenError(
    `${dir} belongs to a relay that is running (process ${pid} on ${host}); stop that one first, or set STATE_DIR to another folder`,
  );
}
