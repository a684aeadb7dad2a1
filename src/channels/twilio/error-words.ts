/** Twilio's errors in words that a keeper understands without looking them up. Only codes are told of the rest. */

/** @see https://www.twilio.com/docs/api/errors */
const explained = new Map([
  ["63016", "outside the 24-hour window"],
  ["63003", "the recipient was not found"],
  ["63024", "the recipient can't be written to"],
  ["21610", "the recipient has opted out"],
  ["30003", "the recipient's phone can't be reached"],
  ["30005", "the recipient's number is unknown"],
  ["30006", "the recipient's number takes no messages"],
]);

export const errorWords = (code: string): string | undefined => explained.get(code);
