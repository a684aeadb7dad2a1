/** A whole relay on an embedded sheet in memory, with a bridge for its group: what a story test lives in. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openBridge, whenQuiet } from "../../scripts/bridge";
import type { Bridge, BridgeMessage, Post } from "../../scripts/bridge";
import { createWorkbook } from "../../scripts/workbook";
import type { Workbook } from "../../scripts/workbook";
import { startLocalSheet } from "../../src/local-sheet/server";
import type { Intercept } from "../../src/local-sheet/server";
import { serve } from "../../src/server";
import type { Serving } from "../../src/server";
import { readSettings } from "../../src/settings";
import { onlyGroup, onSheet, overBridge, relayIn } from "./settings";

export const group = "office";

const stock = [
  ["A4纸", "70g", 20, 5, "箱", "复印纸、打印纸", "1箱=5包;1包=500张"],
  ["签字笔", "黑色 0.5mm", 100, 20, "支", "中性笔", "1盒=12支"],
  ["签字笔", "蓝色 0.5mm", 100, 20, "支", "中性笔", "1盒=12支"],
  ["订书机", "", 6, 5, "个", "", ""],
  ["便利贴", "76x76", 30, 10, "包", "", ""],
].map(([name, spec, figure, safety, unit, aliases, conversions]) => ({
  物品名称: name ?? "",
  规格型号: spec ?? "",
  当前库存: figure ?? "",
  安全库存: safety ?? "",
  单位: unit ?? "",
  别名: aliases ?? "",
  单位换算: conversions ?? "",
  负责人: "王芳",
}));

const members = [
  ["王芳", "行政部", "播报员", "keeper1"],
  ["小李", "市场部", "员工", "u-li"],
  ["小王", "技术部", "员工", "u-wang"],
].map(([姓名 = "", 部门 = "", 角色 = "", 账号 = ""]) => ({
  姓名,
  部门,
  角色,
  平台: "generic",
  账号,
}));

export interface Components {
  readonly url: string;
  readonly bridge: Bridge;
  readonly workbook: Workbook;
  readonly sheetUrl: string;
  /** Posts as a colleague, waits until all is done, and answers what was said. */
  say(senderId: string, text: string, more?: Partial<BridgeMessage>): Promise<readonly Post[]>;
  /** Stock on hand by name and spec. */
  stockOf(name: string, spec?: string): Promise<unknown>;
  /** Ends the relay and starts it again on the same state and sheet. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestRelay(options: { intercept?: Intercept } = {}): Promise<Components> {
  const sheet = await startLocalSheet({ dir: undefined, timeZone: "Asia/Shanghai", ...options });
  const workbook = await createWorkbook(sheet, {
    库存: stock,
    成员: members,
    设置: onlyGroup(`generic:${group}`),
  });
  const bridge = await openBridge();
  const stateDir = await mkdtemp(path.join(tmpdir(), "stockcaster-story-"));
  const settings = readSettings({
    ...relayIn(stateDir),
    ...onSheet(sheet),
    ...overBridge(bridge),
  });
  let relay: Serving = await serve(settings);
  let count = 0;
  return {
    get url() {
      return relay.url;
    },
    bridge,
    workbook,
    sheetUrl: sheet.url,
    async say(senderId, text, more = {}) {
      bridge.posts.length = 0;
      count += 1;
      await bridge.send(relay.url, {
        messageId: `m${count}`,
        groupId: group,
        senderId,
        text,
        ...more,
      });
      await whenQuiet(relay.url);
      return [...bridge.posts];
    },
    async stockOf(name, spec = "") {
      const rows = await workbook.rows("库存");
      return rows.find((row) => row["物品名称"] === name && row["规格型号"] === spec)?.["当前库存"];
    },
    async restart() {
      await relay.stop();
      relay = await serve(settings);
    },
    async close() {
      await relay.stop();
      await bridge.close();
      await sheet.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}
