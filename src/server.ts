/** Listens, and closes after what is under way has ended. */
import pino from "pino";
import { createApp } from "./app";
import { listen } from "./http-server";
import type { Settings } from "./settings";

export interface Serving {
  /** http://host:port */
  readonly url: string;
  stop(): Promise<void>;
}

/** Resolves once the relay can be reached. @throws StateDirTakenError, or the port's error */
export async function serve(settings: Settings): Promise<Serving> {
  const log = pino({ level: settings.logLevel, base: null });
  const app = await createApp(settings, log);
  const { server, url } = await listen(settings).catch(async (error: unknown) => {
    await app.stop();
    throw error;
  });
  server.on("request", app.handler);
  await app.start(url);
  log.info({ url }, "ready");
  return {
    url,
    async stop() {
      server.close();
      await app.stop();
      server.closeAllConnections();
    },
  };
}
