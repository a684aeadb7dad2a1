/** Listens and closes with grace; what is listened to is app.ts's. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { createApp } from "./app";
import type { Settings } from "./settings";

export interface Serving {
  /** http://host:port */
  readonly url: string;
  stop(): Promise<void>;
}

const hostInUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/** Resolves once the relay can be reached. @throws StateDirTakenError, or the port's error */
export async function serve(settings: Settings): Promise<Serving> {
  const log = pino({ level: settings.logLevel, base: null });
  const app = await createApp(settings, log);
  const server = createServer(app.handler);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, resolve);
  }).catch(async (error: unknown) => {
    await app.stop();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${hostInUrl(settings.host)}:${port}`;
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
