/**
 * What the pages say: the board, the item's page, the sign-in, and the demo page with its group and sheet. Words only;
 * how they are laid out is web's. Sentences with figures are functions.
 */

/** The name of the product, and what every page shares. */
export const pageWords = {
  product: "库存播报员",
  board: "看板",
  demo: "试用",
  pages: "页面",
  skipToContent: "跳到正文",
  offline: "暂时连不上服务器，正在重试……",
  none: "无",
  noRecord: "无记录",
  close: "关闭",
  fullSize: "看原图",
  noSnapshot: "还没有读到表格",
  noSnapshotHint: "连上表格后，这里会自动显示库存。",
  notFound: "没有这个页面",
  toBoard: "回到看板",
  spreadsheet: "打开表格",
} as const;

export const boardWords = {
  stock: "库存",
  search: "搜索",
  searchHint: "名称、规格、别名、位置",
  onlyLow: "只看低于安全库存",
  owner: "负责人",
  everyOwner: "全部负责人",
  show: "查看",
  item: "物品",
  stockOnHand: "当前 / 安全",
  updatedAt: "上次更新",
  low: "低",
  noMatch: "没有符合条件的物品",
  today: "今日变动",
  noneToday: "今天还没有变动",
  pending: "待处理",
  nonePending: "没有待处理的事项",
  pendingHint: "播报员在群里回复「确认 编号」或「驳回 编号」",
  digest: "最近一次日报",
  noDigest: "还没有发过日报",
  problems: "表格问题",
  status: "运行状态",
  health: "系统",
  running: "正常",
  degraded: "需要处理",
  away: "连不上表格",
  lastCommit: "上次写入表格",
  lastRead: "上次读取表格",
  backlog: "排队的消息",
  outbox: "待发送",
  figures: "概况",
  items: "物品",
  lowItems: "低于安全库存",
  unreadable: "看不懂",
  withheld: "盲盘中",
  withheldNow: "盲盘中，结束后可查",
  unread: "？",
  readAt: (time: string) => `下面是 ${time} 读到的内容。`,
  stockReadAt: (time: string) => `下面的库存是 ${time} 读到的。`,
  stockUnread: "当前库存没有读到，显示为「？」。",
  formula: "公式",
  shownOf: (shown: number, all: number) =>
    shown === all ? `共 ${all} 项` : `${shown} 项，共 ${all} 项`,
  againstSafety: (stock: string, safety: string) => `当前 ${stock}，安全库存 ${safety}`,
  pagesOf: { stock: "库存分页", today: "今日变动分页", pending: "待处理分页" },
  previousPage: "上一页",
  nextPage: "下一页",
  pageOf: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  left: (figure: string) => `剩 ${figure}`,
} as const;

const howToFix = "（在运行播报员的机器上执行 npm run doctor，会逐项说明怎么改）";

const faultReasons: ReadonlyMap<number, string> = new Map([
  [400, `这个文件不是谷歌表格，请另存为谷歌表格${howToFix}`],
  [401, `服务账号的密钥无效${howToFix}`],
  [403, `服务账号没有权限，请把表格共享给它，权限选「编辑者」${howToFix}`],
  [404, `找不到这张表格，请检查 SPREADSHEET_ID${howToFix}`],
  [429, "谷歌表格的调用次数用完了，稍后会自动再试"],
]);

/** Why the Sheets API can't be used: what it answered, or that it did not. */
export function faultText({
  status,
  host,
}: {
  readonly status: number | undefined;
  readonly host: string | undefined;
}): string {
  if (host !== undefined) {
    return `连不上 ${host}，正在自动重试。请检查网络；只能走代理时，设置 HTTPS_PROXY${howToFix}`;
  }
  const reason = status === undefined ? undefined : faultReasons.get(status);
  const answered = status === undefined ? "没有回应" : `出错（${status}）`;
  return reason ?? `表格服务${answered}，正在自动重试`;
}

export const itemWords = {
  stockOnHand: "当前库存",
  safetyStock: "安全库存",
  purchase: "建议采购",
  owner: "负责人",
  updatedAt: "上次更新",
  aliases: "别名",
  conversions: "单位换算",
  supplier: "供应商",
  location: "存放位置",
  balance: "近 30 天结存",
  history: "变动记录",
  noHistory: "这一年还没有变动",
  historyUnread: "变动记录暂时读不到，连上表格后会显示",
  at: "时间",
  type: "类型",
  change: "变动",
  after: "结存",
  who: "领用人 / 操作人",
  message: "原文",
  note: "备注",
  safetyLine: "安全库存",
  unknown: "表格里没有这个物品",
  by: (operator: string) => `${operator} 登记`,
  chartSummary: (last: string, least: string, most: string) =>
    `近 30 天结存折线图：现在 ${last}，最低 ${least}，最高 ${most}`,
} as const;

export const signInWords = {
  title: "登录",
  lead: "这个页面需要管理口令，或者群里发「看板」得到的链接（一天内有效）。",
  noToken:
    "还没有设置管理口令：请在运行播报员的机器上设置 ADMIN_TOKEN 后重启，或在群里发「看板」拿链接。",
  expired: "这个看板链接已经过期或不完整。请在群里再发一次「看板」。",
  token: "管理口令",
  enter: "进入",
  wrong: "口令不对。",
  tooOften: "试得太频繁了，请稍后再试。",
  signOut: "退出登录",
  signedOut: "已退出登录。如果是用管理口令登录的，其他浏览器上的登录也已失效。",
  ownerOnly: "看板链接只能查看看板。",
  otherOrigin: "这个请求来自别的网站，没有执行。",
} as const;

export const stocktakeWords = {
  title: "盘点",
  none: "还没有盘点。播报员或管理员在群里发「开始盘点」即可开始。",
  openNow: (number: number, kind: string) => `盘点 ${number}（${kind}）进行中`,
  startedAt: (time: string) => `${time} 开始`,
  counted: (counted: number, all: number) => `已盘 ${counted}/${all}`,
  zoneCounted: (zone: string, counted: number, all: number) => `${zone}：已盘 ${counted}/${all}`,
  isDone: "已盘完",
  nobody: "没人认领",
  blind: "盲盘中：账面数和差异结束后可查。",
  differences: (number: number) => `盘点 ${number} 的差异`,
  noDifferences: "没有差异",
  recounts: "待复盘",
  missing: "未找到",
  item: "物品",
  book: "账面",
  countedFigure: "实盘",
  difference: "差异",
  cause: "原因",
  counter: "盘点人",
  noCause: "未说明",
  past: "历次盘点",
  noPast: "还没有结束的盘点",
  number: "盘点号",
  kind: "类型",
  time: "时间",
  all: "应盘",
  done: "已盘",
  differing: "差异项",
  rate: "账实差异率",
  match: "相符率",
  cancelled: "已取消",
  rates: "各月账实差异率",
  ratesUnread: "流水暂时读不到，连上表格后会显示",
  noCounts: "近半年没有盘点记录",
  month: "月份",
  counts: "盘点项数",
  share: "差异项占比",
  interval: "95% 区间",
  notCounted: "没有盘点",
  rateLine: "账实差异率（方点、虚线）",
  shareLine: "差异项占比（圆点、实线，竖线为 95% 区间）",
  ratesHint: "项数少时区间宽，单月的高低不说明问题，请看趋势。相符率一般要求 95% 以上，99% 为优。",
  chartSummary: (months: string) => `各月账实差异率与差异项占比折线图：${months}`,
} as const;
