/** Listens, and closes after what is under way has ended. */
import pino, { type Logger } from "pino";
import { createApp } from "./app";
import { tell } from "./command-language";
import { listen } from "./http-server";
import type { Settings } from "./settings";
import { addressWarning, tokenWarning } from "./settings-warnings";
import { createWorker } from "./connect/worker";

export interface Serving {
  /** http://host:port */
  readonly url: string;
  stop(): Promise<void>;
}

interface RunsOn {
  readonly url: string;
  readonly sheet: string;
  readonly channels: readonly string[];
}

/** What a person at a terminal is told. */
const startLines = ({ url, sheet, channels }: RunsOn): string =>
  [
    `stockcaster runs at ${url} (Ctrl+C stops it)`,
    `  sheet     ${sheet}`,
    `  channels  ${channels.join(", ") || "none"}`,
  ].join("\n");

/** A port that can't be had is told before anything is made in STATE_DIR. */
async function tryPort(settings: Settings): Promise<void> {
  const { server } = await listen(settings);
  await new Promise((resolve) => server.close(resolve));
}

/** Resolves once the relay can be reached. @throws StateDirTakenError, or the port's error */
export async function serve(
  settings: Settings,
  log: Logger = pino({ level: settings.logLevel, base: null }),
): Promise<Serving> {
  await tryPort(settings);
  for (const sentence of [tokenWarning(settings), addressWarning(settings)])
    if (sentence !== undefined) log.warn(sentence);
  const app =
    settings.workers === undefined ? await createApp(settings, log) : createWorker(settings, log);
  const { server, url } = await listen(settings).catch(async (error: unknown) => {
    await app.stop();
    throw error;
  });
  server.on("request", app.handler);
  await app.start(url);
  const on = { url, sheet: app.sheetName(), channels: app.channels };
  if (process.stdout.isTTY && settings.logLevel !== "silent") tell(startLines(on));
  else log.info(on, "ready");
  return {
    url,
    async stop() {
      server.close();
      await app.stop();
      server.closeAllConnections();
    },
  };
}
