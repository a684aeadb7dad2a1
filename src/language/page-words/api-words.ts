/** What the API's own description says of the sheet's columns, and the documents that it shows as examples. */

const a4 = { item: "A4纸", spec: "70g", quantity: 10, unit: "箱" };
const one = { ...a4, quantity: 1 };
const approved = { approvedAt: "2026-11-30T09:30:00+08:00", approvedBy: "王芳" };

export const apiWords = {
  code: "What your system calls the item: looked up in 外部编码 under the key's name. An unknown one is asked about in the group; the document is booked when it is answered.",
  item: "物品名称, exactly as 库存 has it; needed without a code. Beside a code it is only shown to people.",
  spec: "规格型号. May be left out where the name has one only.",
  unit: "Left out: the item's own. Others are converted by 单位换算.",
};

export const apiExamples = {
  receipt: {
    externalId: "CGRK-0001",
    document: { number: "CGRK-0001", ...approved },
    lines: [a4],
  },
  issue: { externalId: "LY-0001", requester: "小李", department: "市场部", lines: [one] },
  return: { externalId: "TH-0001", requester: "小李", lines: [one] },
  count: { externalId: "PD-0001", lines: [{ ...a4, quantity: 20 }] },
};
