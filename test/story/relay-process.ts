/** `npm start` as a process of its own, which can be killed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

const root = path.join(__dirname, "..", "..");

export interface RelayProcess {
  readonly url: string;
  readonly pid: number | undefined;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

/** Resolves when it says that it is ready. */
export async function startProcess(
  environment: Readonly<Record<string, string>>,
): Promise<RelayProcess> {
  const started = spawn(process.execPath, ["--require", "tsx/cjs", "src/index.ts"], {
    cwd: root,
    // It says when it is ready.
    env: { PATH: process.env["PATH"], ...environment, LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const killIt = (): void => void started.kill("SIGKILL");
  process.once("exit", killIt);
  const ended = once(started, "exit");
  const lines = createInterface({ input: started.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      const { msg, url: at } = JSON.parse(line) as { msg?: string; url?: string };
      if (msg === "ready" && at !== undefined) resolve(at);
    });
    void ended.then(([code]) => reject(new Error(`the relay ended with ${String(code)}`)));
  });
  return {
    url,
    pid: started.pid,
    signal: (name) => void started.kill(name),
    async kill() {
      started.kill("SIGKILL");
      await ended;
      process.off("exit", killIt);
    },
  };
}
