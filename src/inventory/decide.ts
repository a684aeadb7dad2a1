/**
 * The decision about one message: an intent and the scene in, rows, entries, questions and sayings out. Pure: nothing
 * is read, written or sent here, and the words are language/say's.
 */
import { silence, type Decision, type OpenQuestion, type Scene } from "./decision";
import type { Answer, Intent } from "./intent";

/** What comes of what a person means. */
export function decide(_intent: Intent, _scene: Scene): Decision {
  return silence;
}

/** What comes of an answer to the bot's own question. */
export function decideAnswer(_answer: Answer, _question: OpenQuestion, _scene: Scene): Decision {
  return silence;
}
