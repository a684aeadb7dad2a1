/**
 * Who holds a state directory: a process, told apart from a later one that got the same number. A process on another
 * machine (or in another container) can't be looked at, so it shows by its lock's time that it lives.
 */
import { readFileSync } from "node:fs";
import os from "node:os";

export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process began, as the kernel counts; "" where it doesn't tell. */
  readonly began: string;
  /** Different for every lock that was ever written. */
  readonly nonce: string;
}

/** How often an owner shows that it lives, and after how long without it is taken for dead. */
export const heartbeatMs = 5_000;
const deadAfterMs = 6 * heartbeatMs;

export function thisProcess(nonce: string): Owner {
  return { host: os.hostname(), pid: process.pid, began: beginningOf(process.pid) ?? "", nonce };
}

/** @param lockAgeMs since the owner last showed that it lives */
export function isAlive(owner: Owner, lockAgeMs: number): boolean {
  if (owner.host !== os.hostname()) return lockAgeMs < deadAfterMs;
  if (!isRunning(owner.pid)) return false;
  const began = beginningOf(owner.pid);
  return began === undefined || owner.began === "" || began === owner.began;
}

/** @returns undefined when the text is no owner's */
export function readOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    const { host, pid, began, nonce } = owner ?? {};
    const isOwner =
      typeof host === "string" &&
      typeof began === "string" &&
      typeof nonce === "string" &&
      Number.isInteger(pid) &&
      Number(pid) > 0;
    return isOwner ? { host, pid: Number(pid), began, nonce } : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * The boot and the tick at which a process began; undefined where there is no /proc.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html field 22
 */
function beginningOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command, in brackets, may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [ticks] = fields.slice(19);
    return ticks === undefined ? undefined : `${boot}:${ticks}`;
  } catch {
    return undefined;
  }
}
