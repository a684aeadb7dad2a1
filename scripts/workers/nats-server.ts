/**
 * A nats-server of its own on this machine, for tests, soak and figures: started on a free port and a folder, killed and
 * started again on both. Debian's package, unpacked by `.ci/run` without root, or what stands in PATH.
 */
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../bench/free-port";

const unpacked = path.resolve(__dirname, "../../node_modules/.cache/nats/usr/sbin/nats-server");

function findServer(): string | undefined {
  if (existsSync(unpacked)) return unpacked;
  try {
    return execFileSync("which", ["nats-server"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

const executable = findServer();

/** Why no server can be had here; undefined: one can. */
export const whyNoNats =
  executable === undefined
    ? "tests over NATS need a nats-server (2.9 or newer): install it (apt-get install nats-server), or run .ci/run, which unpacks Debian's"
    : undefined;

export interface NatsServer {
  /** nats://127.0.0.1:PORT, as NATS_URL has it. */
  readonly url: string;
  /** kill -9, and the same server again after `downMs`. */
  restart(downMs?: number): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Kills it and removes its folder. */
  close(): Promise<void>;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connectSocket(port, "127.0.0.1");
  try {
    await once(socket, "data");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

export interface NatsWish {
  /** Besides those for its place. */
  readonly flags?: readonly string[];
  readonly scheme?: "nats" | "tls";
  /** As NATS_URL names it. */
  readonly user?: string;
}

export async function startNatsServer({
  flags: more = ["-js"],
  scheme = "nats",
  user = "",
}: NatsWish = {}): Promise<NatsServer> {
  if (executable === undefined) throw new Error(whyNoNats);
  const dir = await mkdtemp(path.join(tmpdir(), "stockcaster-nats-"));
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const flags = [...more, "-sd", dir, "-a", "127.0.0.1", "-p", String(port)];
    const started = spawn(executable ?? "", flags, { stdio: "ignore" });
    server = started;
    const killIt = (): void => void started.kill("SIGKILL");
    process.once("exit", killIt);
    started.once("exit", () => process.off("exit", killIt));
    while (!(await isOpen(port))) {
      if (started.exitCode !== null) throw new Error(`nats-server ended with ${started.exitCode}`);
      await sleep(20);
    }
  }

  async function kill(): Promise<void> {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  }

  await start();
  return {
    url: `${scheme}://${user && `${user}@`}127.0.0.1:${port}`,
    kill,
    start,
    async restart(downMs = 500) {
      await kill();
      await sleep(downMs);
      await start();
    },
    async close() {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
