/**
 * In which language the commands and the start speak to the person who sets the relay up: Chinese where the environment's
 * locale is (LC_ALL, LC_MESSAGES or LANG begins with zh, or the system's own), else English; a .env file may set LANG. Log lines are English.
 */
import { inChinese } from "./language/command-words/in-chinese";
import { environment } from "./settings";

export function speaksChinese(
  { LC_ALL, LC_MESSAGES, LANG }: ReturnType<typeof environment> = environment(),
): boolean {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((name) => name !== undefined && name !== "");
  return /^zh/i.test(locale ?? Intl.DateTimeFormat().resolvedOptions().locale);
}

/** An English sentence, in the person's language. */
export const worded = (sentence: string): string =>
  speaksChinese() ? inChinese(sentence) : sentence;

/** Prints what a command has to tell. */
export const tell = (sentence: string): void => console.log(worded(sentence));
export const complain = (sentence: string): void => console.error(worded(sentence));
