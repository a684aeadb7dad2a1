/** WeCom's flat XML into its fields, as text. No entities, no types, no DOCTYPE: a stranger's file stays harmless. */
import { XMLParser } from "fast-xml-parser";
import { fieldsOf, type Fields } from "../transport/json";

const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  ignoreAttributes: true,
});

/** The children of `<xml>`; undefined when there is none. */
export function parseXml(text: string): Fields | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined;
  try {
    const { xml } = fieldsOf(parser.parse(text));
    const fields = fieldsOf(xml);
    return Object.keys(fields).length > 0 ? fields : undefined;
  } catch {
    return undefined;
  }
}
