/**
 * A call's query as the message that the call takes; parameters that every Google API takes are passed over, unknown ones
 * refused.
 * @see https://cloud.google.com/apis/docs/system-parameters
 */
import { readAnswerMask, type Mask } from "./masks";
import { invalid } from "./refusal";
import { parseMessage, fieldsOfMessage, unknownParameter } from "./shapes/parse-message";

const passedOver = new Set(
  "key access_token oauth_token prettyPrint quotaUser callback .xgafv upload_protocol uploadType userIp".split(
    " ",
  ),
);

function checkAlt(value: string): void {
  if (value !== "json") throw invalid(`alt=${value.slice(0, 50)} is not served; use alt=json.`);
}

/** Python's clients write `True`. */
function truthOf(value: string): unknown {
  const word = value.toLowerCase();
  return word === "true" || word === "false" ? word === "true" : value;
}

/** @throws Refusal 400 */
export function readQuery(
  parameters: URLSearchParams,
  message: string,
  answer: string,
): { query: object; mask: Mask } {
  const fields = fieldsOfMessage(message);
  const query: Record<string, unknown> = {};
  let maskText: string | undefined;
  for (const [name, value] of parameters) {
    const plain = name.replace(/^\$/u, "");
    const type = fields?.get(name);
    if (plain === "fields") maskText = value;
    else if (plain === "alt") checkAlt(value);
    else if (passedOver.has(plain)) continue;
    else if (type === undefined) throw unknownParameter(name);
    else if (type.startsWith("[]"))
      query[name] = [...((query[name] as unknown[] | undefined) ?? []), value];
    else query[name] = type === "bool" ? truthOf(value) : value;
  }
  return { query: parseMessage(message, query) as object, mask: readAnswerMask(maskText, answer) };
}
