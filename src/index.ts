/** `npm start`: reads the environment, serves the relay until it is told to stop. A person's mistake is told in a sentence. */
import { complain, worded } from "./command-language";
import { SettingsError, StateDirTakenError } from "./errors";
import { serve } from "./server";
import { environment, environmentProblems, readSettings } from "./settings";

const help = `npm start

Runs the relay. Without any configuration: on the embedded sheet with a sample inventory, at http://127.0.0.1:3000.
Configuration is by environment variables or a .env file: .env.example, and for each chat platform src/channels/README.md. Stops on SIGINT or SIGTERM.
With NATS_URL and REGISTRY_SPREADSHEET_ID it is one of several workers that share many companies (.github/DEPLOY.md).
`;

async function main(): Promise<void> {
  if (process.argv.includes("--help")) return void process.stdout.write(worded(help));
  for (const problem of environmentProblems()) complain(problem);
  const relay = await serve(readSettings(environment()));
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void relay.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** What a person can fix; undefined for what nobody foresaw. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof SettingsError || error instanceof StateDirTakenError) return error.message;
  const { code, port } = error as { readonly code?: string; readonly port?: number };
  if (code === "EADDRINUSE") return `port ${port} is in use: stop what runs there, or set PORT`;
  if (code === "EADDRNOTAVAIL")
    return "HOST is no address of this machine: set HOST=127.0.0.1 or HOST=0.0.0.0";
  if (["ENOTDIR", "EEXIST", "EROFS", "ENOENT"].includes(code ?? "")) {
    return `${(error as Error).message}: set STATE_DIR to a folder that can be written`;
  }
  if (code === "EACCES") return `${(error as Error).message}: choose another PORT or STATE_DIR`;
  return undefined;
}

main().catch((error: unknown) => {
  const sentence = sentenceOf(error);
  if (sentence === undefined) console.error(error);
  else complain(sentence);
  process.exit(1);
});
