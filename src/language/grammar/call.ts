/**
 * What is said to the bot without asking anything of it: whether a text calls it by one of its names, and with which line
 * such a call is answered. Looked at only where no reader knew the message.
 */
import type { HintTopic } from "../../inventory/intent";
import { fold } from "../text/normalise";

const names = "(?:库存)?(?:播报员|播报机器人|机器人|小?助手)";
const mention = new RegExp(`@${names}`);
/** 播报员, 小助手在吗, 播报员，…; not 机器人坏了. */
const salutation = new RegExp(`^\\s*${names}(?=$|[\\s，,:;!?。、~]|你好|您好|在吗|在么|在不在)`);

/** Whether a text calls the bot by name, as far as its words tell. */
export function callsBot(text: string): boolean {
  const { text: folded } = fold(text);
  return mention.test(folded) || salutation.test(folded);
}

const said = (texts: string): ReadonlySet<string> => new Set(texts.split(" "));
const greetings = said(
  "你好 您好 你好呀 你好啊 嗨 哈喽 哈罗 hi hello 早 早安 早上好 上午好 中午好 下午好 晚上好 在 在吗 在么 在不在 在嘛 你在吗 你好在吗 有人吗 test 测试 测试一下",
);
const thanks = said(
  "谢谢 谢谢你 谢谢您 谢谢啦 谢谢了 谢啦 谢了 多谢 多谢啦 感谢 非常感谢 十分感谢 辛苦 辛苦了 辛苦啦 麻烦了 麻烦你了 thanks thankyou thx 3q",
);
const acknowledgements = said(
  "好 好的 好哒 好嘞 好吧 好了 收到 知道了 明白 明白了 了解 了解了 嗯 嗯嗯 嗯呢 哦 哦哦 噢 行 行吧 可以 可以的 对 对的 没事 没事了 没问题 ok okay 好的谢谢 好谢谢 收到谢谢",
);

/** The line for words to the bot that nothing else was made of; undefined where they only acknowledge what it said. */
export function readCall(text: string): HintTopic | undefined {
  const words = fold(text)
    .text.replaceAll(new RegExp(`@${names}|${salutation.source}`, "g"), "")
    .replace(/[\p{P}\p{S}\s]/gu, "");
  if (acknowledgements.has(words)) return undefined;
  if (thanks.has(words)) return "thanks";
  return words === "" || greetings.has(words) ? "greeting" : "not-understood";
}
