/**
 * What every command has in common: `--help`, a person's mistake told in a sentence of their language, a non-zero exit on failure. A stack is
 * only shown for what nobody foresaw.
 */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { complain, speaksChinese } from "../src/command-language";
import {
  SettingsError,
  SheetAwayError,
  SheetDeniedError,
  SheetIncompleteError,
  SheetRefusedError,
  StateDirTakenError,
} from "../src/errors";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** What was given on the command line. */
export interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** A mistake of the person who called the command. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const foreseen = [
  UsageError,
  SettingsError,
  SheetAwayError,
  SheetDeniedError,
  SheetIncompleteError,
  SheetRefusedError,
  StateDirTakenError,
];

function given(options: Options): Given {
  try {
    const { values, positionals } = parseArgs({
      options: { ...options, help: { type: "boolean" } },
      allowPositionals: true,
    });
    return { values, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

interface Command {
  /** What `--help` prints. */
  readonly help: string;
  readonly chineseHelp?: string;
  readonly options?: Options;
}

/** Runs a command's work; a number that it resolves with is the exit code. */
export function command(
  { help, chineseHelp = help, options = {} }: Command,
  work: (given: Given) => Promise<unknown>,
): void {
  const run = async (): Promise<number> => {
    const args = given(options);
    if (args.values["help"] === true) {
      process.stdout.write(speaksChinese() ? chineseHelp : help);
      return 0;
    }
    const code = await work(args);
    return typeof code === "number" ? code : 0;
  };
  run().then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      const isForeseen = foreseen.some((kind) => error instanceof kind);
      if (isForeseen) complain((error as Error).message);
      else console.error(error);
      process.exitCode = 1;
    },
  );
}
