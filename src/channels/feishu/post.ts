/**
 * Feishu's rich text (post) as plain text: the title, then one line a paragraph. Pictures and emotions fall away.
 *
 * @see https://open.feishu.cn/document/server-docs/im-v1/message-content-description/message_content
 */
import { fieldsOf, itemsOf, textOf, type Fields } from "../transport/json";

/** `named` puts names where the text has placeholders of mentions. */
export function postText(content: Fields, named: (text: string) => string): string {
  const post = localeOf(content);
  const lines = itemsOf(post["content"]).map((paragraph) =>
    itemsOf(paragraph)
      .map((element) => elementText(fieldsOf(element), named))
      .join("")
      .trim(),
  );
  return [textOf(post["title"]).trim(), ...lines].filter((line) => line !== "").join("\n");
}

/** Posts that an app sent stand under a locale; those of people don't. */
function localeOf(content: Fields): Fields {
  if (Array.isArray(content["content"])) return content;
  const locales = Object.values(content).map(fieldsOf);
  return locales.find((locale) => Array.isArray(locale["content"])) ?? content;
}

function elementText(element: Fields, named: (text: string) => string): string {
  switch (element["tag"]) {
    case "at": {
      const id = textOf(element["user_id"]);
      const key = id === "all" ? "@_all" : id;
      const name = named(key);
      if (name !== key || key.startsWith("@_")) return name;
      return `@${textOf(element["user_name"])}`;
    }
    case "text":
    case "a":
    case "md":
    case "code_block":
      return named(textOf(element["text"]));
    default:
      return "";
  }
}
