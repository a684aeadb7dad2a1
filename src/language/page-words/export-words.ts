/** What the page says on which a tab is picked for export. */
export const exportWords = {
  title: "导出",
  tab: "哪一页",
  from: "从",
  to: "到",
  format: "格式",
  download: "下载",
  hint: "起止日期都包含，只用于流水。导出只读，不改表格。",
  wrongDays: "请选好起止日期，开始不要晚于结束。",
  away: "暂时读不到表格，请稍后再试。",
} as const;
