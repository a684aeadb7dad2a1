/** What the tab 推送 is called, its columns and words, what can't be used in its rows, and what keepers are told of an address. */
import {
  eventTypes,
  type EventType,
  type Subscription,
} from "../../inventory/changes/subscription";
import { shortened } from "../text/shorten";
import { optional, required } from "./headings";

export const subscriptionsHeading = {
  title: "推送",
  columns: {
    name: required("名称"),
    address: required("地址"),
    events: required("事件"),
    secretName: required("密钥名"),
    isStopped: required("停用"),
    deliveredAt: optional("上次成功"),
    failures: optional("失败次数"),
    error: optional("最近错误"),
  },
} as const;

type SubscriptionField = keyof typeof subscriptionsHeading.columns;

const everything = "全部";

const eventWords: Readonly<Record<EventType, string>> = {
  "movement.booked": "登记",
  "movement.undone": "撤销",
  "stock.low": "低库存",
  "stock.recovered": "库存恢复",
  "order.changed": "采购",
  "stocktake.closed": "盘点结束",
};

/**
 * The events that 事件 lists, in words or by their types; an empty cell is all of them.
 *
 * @example readEvents("登记、低库存、退货") // { types: ["movement.booked", "stock.low"], unknown: ["退货"] }
 */
export function readEvents(text: string): {
  readonly types: readonly EventType[];
  readonly unknown: readonly string[];
} {
  const words = text
    .split(/[\u3001\uff0c,\uff1b;\s]+/u)
    .map((word) => word.replace(/^stockcaster\.|\.v1$/g, ""))
    .filter((word) => word !== "");
  if (words.length === 0 || words.includes(everything)) return { types: eventTypes, unknown: [] };
  const typeOf = (word: string): EventType | undefined =>
    eventTypes.find((type) => type === word || eventWords[type] === word);
  return {
    types: eventTypes.filter((type) => words.some((word) => typeOf(word) === type)),
    unknown: words.filter((word) => typeOf(word) === undefined),
  };
}

/** What an address and a 密钥名 may be. */
export interface SubscriptionRules {
  /** The names that WEBHOOK_SECRETS holds. */
  readonly secretNames: readonly string[];
  /** Whether http:// and addresses within the own network are called. */
  readonly allowPrivate: boolean;
}

const mostSubscriptions = 20;
const longestAddress = 1_000;

interface Mistake {
  readonly index: number;
  readonly field: SubscriptionField;
  readonly sentence: string;
}

/** What stands in the way of calling addresses that are not stopped. */
export function subscriptionMistakes(
  rows: readonly Subscription[],
  rules: SubscriptionRules,
): readonly Mistake[] {
  const running = rows.filter(({ isStopped }) => !isStopped);
  return rows.flatMap((row, index): Mistake[] => {
    if (row.isStopped) return [];
    const at = (field: SubscriptionField, sentence: string | undefined): Mistake[] =>
      sentence === undefined ? [] : [{ index, field, sentence }];
    return [
      ...at("address", addressMistake(row, running, rules)),
      ...at("events", eventsMistake(row.events)),
      ...at("secretName", secretMistake(row.secretName, rules.secretNames)),
    ];
  });
}

function addressMistake(
  row: Subscription,
  running: readonly Subscription[],
  { allowPrivate }: SubscriptionRules,
): string | undefined {
  const { address } = row;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHttps = url?.protocol === "https:" || (allowPrivate && url?.protocol === "http:");
  if (url === undefined || !isHttps || address.length > longestAddress)
    return `「${shortened(address)}」不能推送，请写 https:// 开头的网址`;
  if (url.username !== "" || url.password !== "")
    return "网址里不能带用户名和密码，密钥请放在 WEBHOOK_SECRETS 里";
  const first = running.findIndex((other) => other.address === address);
  if (running[first] !== row) return "这个地址上面已经有一行，只用最上面的一行";
  return first < mostSubscriptions
    ? undefined
    : `最多推送到 ${mostSubscriptions} 个地址，这一行没有用上`;
}

function eventsMistake(text: string): string | undefined {
  const [unknown] = readEvents(text).unknown;
  if (unknown === undefined) return undefined;
  const words = [everything, ...Object.values(eventWords)].join("、");
  return `没有「${shortened(unknown)}」这种事件，请用：${words}`;
}

function secretMistake(name: string, known: readonly string[]): string | undefined {
  if (name === "") return "没有写密钥名；密钥放在 WEBHOOK_SECRETS 里，这里只写它的名字";
  return known.includes(name)
    ? undefined
    : `WEBHOOK_SECRETS 里没有叫「${shortened(name)}」的密钥，加上后重新启动`;
}

/** A row that shows how the tab is filled in. */
export const exampleSubscription = (secretName: string): Subscription => ({
  name: "示例",
  address: "https://example.com/stockcaster",
  events: everything,
  secretName,
  isStopped: true,
  deliveredAt: undefined,
  failures: 0,
  error: "",
});

/** Why an event did not arrive, for 最近错误. */
export const deliveryErrors = {
  answered: (status: number): string => `对方回答 ${status}`,
  redirected: (status: number): string => `对方要求转到别的地址（${status}），请填最终的地址`,
  late: (seconds: number): string => `${seconds} 秒没有回答`,
  unreachable: (code: string): string => `连不上（${code}）`,
  inside: "地址在内网或本机，不推送；确实要推，请设置 WEBHOOK_ALLOW_PRIVATE=1",
} as const;

/** What keepers are told once when an address is called no more. */
export function stoppedNotice({
  name,
  address,
  error,
  isGone,
}: Pick<Subscription, "name" | "address" | "error"> & { readonly isGone: boolean }): string {
  const called = `「${shortened(name === "" ? address : name)}」`;
  const why = isGone ? "对方回答 410，不再接收" : `一周都没有送到，最近一次：${error}`;
  return `【推送提醒】${called}已停止推送：${why}。修好后把「${subscriptionsHeading.title}」里这一行的「${subscriptionsHeading.columns.isStopped.header}」清空，会从停下的地方接着推送（30 天以内的）`;
}

/** What keepers are told once of changes that an address refused until they were left out. */
export function leftOutNotice(
  { name, address }: Pick<Subscription, "name" | "address">,
  leftOut: readonly { readonly subject: string; readonly id: string; readonly error: string }[],
): string {
  const called = `「${shortened(name === "" ? address : name)}」`;
  const [first] = leftOut;
  const which = `「${shortened(first?.subject ?? "")}」`;
  const what = leftOut.length === 1 ? `${which}的一条` : `${which}等 ${leftOut.length} 条`;
  return `【推送提醒】${called}一直拒收${what}（消息ID ${first?.id ?? ""}，${first?.error ?? ""}），已跳过，后面的照常推送。请到对方系统里核对`;
}
