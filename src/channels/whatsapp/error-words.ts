/** Meta's errors in words that a keeper understands without looking them up. */
import { textOf, type Fields } from "../transport/json";

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */
const explained = new Map([
  ["131047", "outside the 24-hour window"],
  ["190", "the access token is no longer valid"],
  ["131030", "the recipient is not on the allowed list"],
]);

export function errorWords(error: Fields): string {
  const words = textOf(error["message"]) || textOf(error["title"]);
  return explained.get(textOf(error["code"])) ?? words.replace(/\s+/g, " ");
}
