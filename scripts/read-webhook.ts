/** Shows what the relay reads in a recorded webhook request, offline. See `--help`. */
import { readFileSync } from "node:fs";
import { RecordingError, readRecorded, secretNames } from "../src/channels/recordings/recorded";
import { everyone } from "../src/language/replies/everyone";

const help = `Usage: npm run read-webhook -- FILE

Shows what the relay reads in a recorded webhook request. Nothing is sent anywhere.

FILE is one JSON object:
  platform   one of those below
  method     GET or POST
  path       with the query, as the platform called it
  headers    name: value
  rawBody    the body, byte for byte
  secrets    what the platform's credentials are (only these are used, never the environment):
${secretLines()}
  nowMs      the time at which it is read, in milliseconds

Printed is one JSON object: kind (message, handshake, ignored or rejected), messageId, groupId, senderId,
senderName, text, timestamp, reason, and where they apply messages, response, lifecycle and replyTo. An edit or a deletion
is shown as ignored, with its lifecycle.`;

function secretLines(): string {
  const lines = [...secretNames()].map(([platform, names]) => `${platform}: ${names.join(", ")}`);
  return lines.map((line) => `             ${line}`).join("\n");
}

function main(args: readonly string[]): number {
  const [file, ...rest] = args;
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  if (file === undefined || rest.length > 0) {
    console.error(
      "Say which file to read: npm run read-webhook -- FILE (--help tells what is in it).",
    );
    return 1;
  }
  const recording = contentOf(file);
  if (recording === undefined) {
    console.error(`${file} can't be read; say the path of a recorded request.`);
    return 1;
  }
  try {
    console.log(JSON.stringify(readRecorded(recording, everyone), null, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    console.error(`${file}: ${error.message}`);
    return 1;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

process.exitCode = main(process.argv.slice(2));
