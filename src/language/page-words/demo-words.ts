/** What the demo page says: the simulated group, the sheet editor, the first minute. Words only. */

export const demoWords = {
  lead: "一个模拟的群，一张真的在跑的表格。随便试，不会影响任何人。",
  needsScript: "试用页需要浏览器允许 JavaScript。",
  group: "办公用品群",
  groupHint: "模拟群聊",
  supplierGroup: (supplier: string) => `${supplier}的群`,
  directGroup: (name: string) => `${name}与播报员私聊`,
  directTag: "私聊播报员",
  sheet: "表格",
  sheetHint: "像在线表格一样点格子就能改",
  you: "我是",
  message: "消息",
  messageHint: "写一句话，回车发送",
  send: "发送",
  examples: "可以这样写",
  digestNow: "预览日报",
  digestTitle: "群里会看到这样的日报",
  digestHint: "这只是预览，没有真的发出去。到了设定的时间，群里会自动收到。",
  digestBusy: "正在画图……",
  bot: "库存播报员",
  botTag: "机器人",
  newcomerTag: "新同事",
  quote: "引用",
  edit: "修改",
  remove: "撤回",
  editing: "修改消息",
  quoting: "引用",
  cancel: "取消",
  edited: "已修改",
  privately: "仅自己可见",
  emptyGroup: "群里还没有人说话。选一个人，发一句试试。",
  removed: (name: string) => `${name} 撤回了一条消息`,
  messageOf: (name: string) => `${name} 的消息`,
} as const;

export const sheetWords = {
  tabs: "工作表",
  cell: "格子",
  content: "内容",
  insertRow: "在下方插入一行",
  deleteRow: "删除这一行",
  deleteRowNumber: "删除第",
  deleteRowEnd: "行？",
  reallyDelete: "删除",
  keepRow: "不删",
  undo: "撤销修改",
  undoTooLate: "这一格后来又变了，没有撤销。",
  firstRows: (shown: number) => `只显示最前面 ${shown} 行`,
  lastRows: (shown: number) => `只显示最后 ${shown} 行`,
  low: "低于安全库存",
  moved: "表格刚刚变了，这一格没有写进去，请再改一次。",
  noTab: "没有这个工作表。",
  badRequest: "请求不完整，没有执行。",
  refused: (reason: string) => `表格没有接受：${reason}`,
  away: "表格服务暂时没有回应，请稍后再试。",
  headerStays: "第 1 行是标题，不能删除。",
} as const;

export const groupRefusals = {
  unknownPerson: "成员里没有这个人。",
  empty: "消息是空的。",
  tooLong: "消息太长，最多 4000 个字。",
  noButton: "这个按钮不在了。",
  notYours: "这条消息不在了，或不是你发的。",
  noSheet: "暂时读不到表格，请稍后再试。",
  notKept: "消息没有收下，请再发一次。",
} as const;

/** A newcomer's first minute: what to do, what it shows, and the button that helps. */
export const guideWords = {
  title: "第一分钟",
  dismiss: "不再显示",
  done: "完成",
  steps: [
    {
      key: "say",
      title: "写一句领用",
      text: "以小李的身份发「领用：A4纸 1箱」，看库存少一箱、流水多一行，低了还会预警。",
      button: "帮我填好",
    },
    {
      key: "edit",
      title: "手改一个数字",
      text: "点开库存里 A4纸 的当前库存，输入 20，回车。以人改的为准，流水会记一行「手工调整」。",
      button: "带我去",
    },
    {
      key: "digest",
      title: "看今天的日报",
      text: "每天 16:00 群里会自动收到文字和图片。现在就看看长什么样。",
      button: "预览日报",
    },
  ],
} as const;

/** What a newcomer may write, as buttons: who would, and the words. */
export const exampleMessages = {
  account: "xiaoli",
  text: "领用：A4纸 1箱",
  items: ["查询 A4纸", "我拿了两包便利贴", "领用签字笔2支"],
  always: ["撤销", "缺货", "帮助"],
  cell: { tab: "库存", header: "当前库存" },
} as const;
