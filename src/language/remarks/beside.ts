/** What words stand beside that are no part of an act, and what such words can name: places and clients. */
import { onlyDescribes } from "../names/item-names";
import type { Lexicon } from "../names/lexicon";
import type { AmountPhrase, Phrase } from "../phrases/phrase";
import type { Reading } from "../tokens/tokens";
import { withoutEnding } from "../text/shorten";

/** What the words stand beside. */
export interface Beside {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
  /** Beside a receipt a price is a remark. */
  readonly receipt: boolean;
  /** The act is reported late, and why is told (走得急没发). */
  readonly late: boolean;
  /** Somebody else is named for whom it was taken, and 她 is that one. */
  readonly onBehalf?: boolean;
  /** The act has happened: what is meant or wished for does not put it off. */
  readonly isDone?: boolean;
  /** The act is whole before these words. */
  readonly isBehind?: boolean;
  /** The one figure of the act; figures that add up to it say where it goes. */
  readonly total?: AmountPhrase | undefined;
  /** The figures of all clauses behind the act add up to it. */
  readonly shared?: boolean;
}

const endsAsPlace = /[塔间室厅房楼区台处口门站柜库层梯场馆园院路线栋单]$/;

/** 五楼茶水间, 工单 WB-2031 */
export function isPlace(text: string): boolean {
  return /\d/.test(text) ? !/^[\d.]+(?:元|块|毛|角|蚊|%)?$/.test(text) : endsAsPlace.test(text);
}

/** 放前台, 煮茶, 封箱: what is done with things, and where they go. */
export const purposes =
  /^(?:放|倒|加|灌|配|泡|涂|浇|煮|裁|缝|钉|焊|摆|搁|洗|擦|贴|装|换|修|补|垫|挂|绑|铺|刷|喷|送|寄|分|拖|去|接|剪|封|拆|切|画|盖|塞|糊|捆|缠|粘|搬|运|喂|扫|砂|批|发|打扫|打磨|抛光|清洗|清理)./;

/** 台风清障, 舞美搭台, 加到链锯上: what is done with a thing; what ends as things do is one. */
export const tellsUse = (text: string): boolean =>
  !endsAsThing.test(text) &&
  (purposes.test(text) || (text.length >= 4 && usesSomething.test(text)));

const usesSomething = /[清修换补装搭加练洗扫备演训赛检测拆运送救查]|典礼|会议?$|[考课]$/;

/** The last characters of many things. */
export const endsAsThing = /[器机盒架头座袋套垫板夹刀笔布桶瓶罐杯盘膏剂液芯]$/;

export function textOf(phrases: readonly Phrase[], { reading }: Pick<Beside, "reading">): string {
  const [start, end] = [phrases[0]?.start ?? 0, phrases.at(-1)?.end ?? 0];
  return withoutEnding(reading.text.slice(start, end), ":");
}

/** 病人张女士, 客户王总: somebody of whom it is told, and who takes nothing. */
export const clients =
  /^(?:客户|客人|访客|病人|患者|顾客|业主|家长|学员|学生|供应商|厂家|租户|住户|会员|嘉宾|甲方|乙方)/;

const behindClients = new RegExp(`${clients.source.slice(1)}$`);

/** Whether a phrase stands against such a word. */
export function isClients(phrase: Phrase | undefined, { reading }: Beside): boolean {
  return behindClients.test(
    reading.text.slice(Math.max(0, (phrase?.start ?? 0) - 3), phrase?.start),
  );
}

/** 不是A3: what it was not, told beside what it was. */
export function isOtherSpec(phrases: readonly Phrase[], index: number): boolean {
  const [before, name] = [phrases[index - 1], phrases[index]];
  if (before?.kind !== "word" || !notThis.has(before.word.text)) return false;
  return name?.kind === "name" && onlyDescribes(name.tokens);
}

const notThis = new Set(["不是", "唔系", "唔要", "不要"]);
