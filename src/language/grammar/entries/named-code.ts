/** 确认 31 A4纸: which item the code is that an entry of 待处理 asks about. Read only while such an entry is open. */
import type { Intent } from "../../../inventory/intent";
import { parseConversions } from "../../../inventory/items/conversions";
import { matchTokens, withClosest } from "../../names/item-names";
import type { Lexicon } from "../../names/lexicon";
import { readMessage } from "../parse";
import { readConfirmation } from "./entry-numbers";

const longest = 200;
const form =
  /^\s*(?:请)?确认\s*[:,，]?\s*(?:待处理\s*)?[第#]?(\d{1,9})[号#]?(?:\s*[:,，=]\s*|\s*(?:就是|对应|是)\s*|\s+)(\S.*?)[\s.。!~]*$/su;
const side = "\\d{0,9}(?:\\.\\d{1,6})?\\s*\\p{L}{1,8}";
/** 1箱=5包 behind the name. */
const trailing = new RegExp(
  `[\\s,，;；(]+(${side}\\s*=\\s*${side}(?:\\s*[;；,，=、]\\s*${side}(?:\\s*=\\s*${side})?)*)\\s*\\)?$`,
  "u",
);

/** `asking`: 编号 of the open entries that ask for an item. */
export function parseNamedCode(
  text: string,
  lexicon: Lexicon,
  asking: ReadonlySet<number>,
): Intent | undefined {
  if (asking.size === 0 || text.length > longest) return undefined;
  const reading = readMessage(text, lexicon)?.reading;
  const said = reading && readForm(reading.text);
  if (reading === undefined || said === undefined || !asking.has(said.number)) return undefined;
  const { number, from, to, conversions } = said;
  const tokens = reading.tokens.filter(
    ({ kind, start, end }) => start >= from && end <= to && !betweenWords.includes(kind),
  );
  if (tokens.length === 0) return undefined;
  const match = withClosest(matchTokens(tokens, reading, lexicon), lexicon);
  return { kind: "name-code", number, match, conversions };
}

const betweenWords: readonly string[] = ["mark", "space", "line"];

/** `from`, `to`: where the name stands. */
function readForm(text: string):
  | {
      readonly number: number;
      readonly from: number;
      readonly to: number;
      readonly conversions: string;
    }
  | undefined {
  const [whole = "", digits = "", said = ""] = form.exec(text) ?? [];
  if (said === "" || said.endsWith("?")) return undefined;
  // 确认 31 12: entries.
  if (readConfirmation("confirm", whole.slice(whole.indexOf(digits))) !== undefined)
    return undefined;
  const [behind = "", conversions = ""] = trailing.exec(said) ?? [];
  if (conversions !== "" && parseConversions(conversions).length === 0) return undefined;
  const from = whole.lastIndexOf(said);
  return { number: Number(digits), from, to: from + said.length - behind.length, conversions };
}
