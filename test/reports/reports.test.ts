import { suggesting } from "../../src/inventory/purchasing/suggesting";
import { SheetIncompleteError } from "../../src/errors";
import type { Picture } from "../../src/channels/channel";
import type { Item } from "../../src/inventory/items/item";
import type { Member } from "../../src/inventory/people/member";
import type { Policy } from "../../src/inventory/policy";
import type { Page } from "../../src/language/report-texts/list-page";
import { messageOf } from "../../src/outbox/posting";
import { createReports } from "../../src/reports/reports";
import { watchSafetyStock } from "../../src/reports/safety-watch";
import { item, row } from "../inventory/ledger-rows";
import { createFakeSheet, entry, group, openFakeStockroom, snapshotAt } from "./fake-stockroom";

const paper = item("A4纸", { unit: "箱", quantity: 3, safetyStock: 5 });
const taken = row("issue", "11-22 02:00", "A4纸", -2, { unit: "箱" });

function stage(readAt = "2026-11-22T07:59:00Z", policy: Partial<Policy> = {}) {
  const snapshot = snapshotAt(readAt, { items: [paper], recent: [taken] });
  const sheet = createFakeSheet({ ...snapshot, policy: { ...snapshot.policy, ...policy } });
  let time = new Date(readAt);
  const now = () => time;
  const drawn: (readonly Page[])[] = [];
  const errors: unknown[] = [];
  const draw = (pages: readonly Page[]): Promise<readonly Picture[]> => {
    drawn.push(pages);
    return Promise.resolve(pages.map(({ alt }) => ({ png: Buffer.from("png"), alt })));
  };
  const open = (more: Partial<Parameters<typeof createReports>[0]> = {}) =>
    createReports({
      stockroom: openFakeStockroom(sheet, now),
      now,
      draw,
      onError: (error) => errors.push(error),
      ...more,
    });
  const keys = () => sheet.snapshot.broadcasts.map(({ key }) => key);
  return { sheet, open, now, drawn, errors, keys, at: (text: string) => (time = new Date(text)) };
}

describe("the digest of the day", () => {
  it("is put into 播报 at its time, with the end of its window as 时间, and nothing before", async () => {
    const { open, at, sheet, keys } = stage();
    const reports = open();
    expect(await reports.postDue()).toEqual([]);
    expect(sheet.reads).toBe(0);
    at("2026-11-22T08:00:00.321Z");
    const [posted] = await reports.postDue();
    expect(keys()).toEqual(["日报:2026-11-22:generic:g1"]);
    expect(posted).toMatchObject({ type: "digest", group, status: "waiting" });
    expect(posted?.at.toISOString()).toBe("2026-11-22T08:00:00.321Z");
    expect(posted?.text).toContain("· A4纸：领用 2箱，剩 3箱");
    expect(await reports.postDue()).toEqual([]);
  });

  it("is posted late on the same day when the process was down", async () => {
    const { open, at } = stage();
    at("2026-11-22T14:30:00Z");
    const [posted] = await open().postDue();
    expect(posted?.text.split("\n")[0]).toBe("【库存日报】2026-11-22（周日）22:30");
  });

  it("is one for two relays and a restart in the same second", async () => {
    const { open, at, keys } = stage();
    at("2026-11-22T08:00:00Z");
    const relays = [open(), open(), open()];
    const added = await Promise.all(relays.flatMap((relay) => [relay.postDue(), relay.postDue()]));
    expect(keys()).toHaveLength(1);
    expect(new Set(added.flat())).toHaveProperty("size", 1);
  });

  it("goes to every 日报群, each within its platform's limit", async () => {
    const { open, at, sheet } = stage(undefined, { digestGroups: ["wecom-aibot:w", "generic:g2"] });
    at("2026-11-22T08:00:00Z");
    const limitOf = (platform: string) =>
      platform === "wecom-aibot" ? { most: 120, unit: "bytes" as const } : undefined;
    await open({ limitOf }).postDue();
    const [first, second] = sheet.snapshot.broadcasts;
    expect([first?.group, second?.group]).toEqual(["wecom-aibot:w", "generic:g2"]);
    expect(Buffer.byteLength(first!.text)).toBeLessThanOrEqual(120);
    expect(second!.text.length).toBeGreaterThan(first!.text.length);
  });

  it("waits for no group where none is allowed, and costs nothing", async () => {
    const { open, at, sheet } = stage(undefined, { allowedGroups: [] });
    at("2026-11-22T08:00:00Z");
    expect(await open().postDue()).toEqual([]);
    expect(sheet.reads).toBe(0);
  });

  it("follows a time that the keeper has just changed, both ways", async () => {
    const { open, at, sheet, keys } = stage();
    const { policy } = sheet.snapshot;
    sheet.snapshot = {
      ...sheet.snapshot,
      policy: { ...policy, digestTime: { hour: 17, minute: 30 } },
    };
    const reports = open();
    at("2026-11-22T08:00:00Z");
    expect(await reports.postDue()).toEqual([]);
    at("2026-11-22T09:30:00Z");
    await reports.postDue();
    expect(keys()).toEqual(["日报:2026-11-22:generic:g1"]);
  });

  it("is posted at the next minute when the sheet was away at its time", async () => {
    const { open, at, sheet, keys } = stage();
    const reports = open();
    at("2026-11-22T08:00:00Z");
    sheet.isAway = true;
    await expect(reports.postDue()).rejects.toThrow("away");
    sheet.isAway = false;
    at("2026-11-22T08:01:00Z");
    await reports.postDue();
    expect(keys()).toHaveLength(1);
  });

  it("begins where the last one ended, reading the ledger when that is long ago", async () => {
    const { open, at, sheet } = stage();
    const last = new Date("2026-11-18T08:00:00Z");
    const long = row("issue", "11-19 02:00", "A4纸", -1, { unit: "箱" });
    sheet.snapshot = {
      ...sheet.snapshot,
      recent: [taken, long],
      broadcasts: [entry({ at: last, key: "日报:2026-11-18:generic:g1" })],
    };
    at("2026-11-22T08:00:00Z");
    const [posted] = await open().postDue();
    expect(sheet.asked).toEqual([{ from: last, to: new Date("2026-11-22T08:00:00Z") }]);
    expect(posted?.text).toContain("（96 小时）");
    expect(posted?.text).toContain("领用 3箱");
  });
});

describe("the digest that is asked for now", () => {
  it("is the day's: at its time nothing more is posted, and a second wish says so", async () => {
    const { open, at, keys } = stage();
    at("2026-11-22T03:00:00Z");
    const reports = open();
    expect(await reports.postDigestNow()).toMatchObject({ kind: "posted", groups: [group] });
    expect(await open().postDigestNow()).toEqual({
      kind: "already",
      at: new Date("2026-11-22T03:00:00Z"),
    });
    at("2026-11-22T08:00:00Z");
    expect(await reports.postDue()).toEqual([]);
    expect(keys()).toHaveLength(1);
    at("2026-11-23T08:00:00Z");
    const [next] = await reports.postDue();
    expect(next?.text).toContain("统计时段：2026-11-22 11:00 至 2026-11-23 16:00（29 小时）");
  });

  it("goes nowhere where no group is listed", async () => {
    const { open } = stage(undefined, { allowedGroups: [] });
    expect(await open().postDigestNow()).toEqual({ kind: "no-groups" });
  });

  it("as a preview says on top why the stock is from before, and from when; without a reading there is none", async () => {
    const { open, sheet, now } = stage();
    const noColumn = "「库存」缺少「当前库存」列，请补上表头或改回原名";
    const read = () => Promise.reject(new SheetIncompleteError(noColumn));
    const reports = () => open({ stockroom: { ...openFakeStockroom(sheet, now), read } });
    await expect(reports().preview()).rejects.toThrow(noColumn);
    sheet.snapshot = { ...sheet.snapshot, itemsReadAt: new Date("2026-11-22T06:05:00Z") };
    const { text } = await reports().preview();
    expect(text.split("\n")[1]).toBe(`库存是 2026-11-22 14:05 读到的：${noColumn}`);
    expect(text).toContain("剩 3箱");
  });

  it("as a preview says that the sheet is away, and from when it is", async () => {
    const { open, sheet, at } = stage();
    const reports = open();
    sheet.isAway = true;
    at("2026-11-22T09:00:00Z");
    const { text } = await reports.preview();
    expect(text.split("\n")[1]).toBe("库存是 2026-11-22 15:59 读到的：连不上表格");
  });

  it("as a preview posts nothing", async () => {
    const { open, keys } = stage();
    const { text, pictures } = await open().preview();
    expect(text).toContain("【库存日报】2026-11-22（周日）15:59");
    expect(pictures).toHaveLength(1);
    expect(keys()).toEqual([]);
  });
});

describe("汇总 on demand", () => {
  it("tells the whole of today also after the digest was posted", async () => {
    const { open, at } = stage();
    const reports = open();
    at("2026-11-22T08:00:00Z");
    await reports.postDue();
    at("2026-11-22T09:00:00Z");
    expect(await reports.text({ span: "day", offset: 0 })).toContain("领用 2箱");
  });

  it("tells the week and the month up to now", async () => {
    const { open } = stage();
    const reports = open();
    expect((await reports.text({ span: "week", offset: 0 })).split("\n")[0]).toBe(
      "【库存周报】2026-11-16 00:00 至 2026-11-22 15:59",
    );
    expect(await reports.text({ span: "month", offset: 0 })).toContain("· A4纸：领用 2箱");
  });

  it("is of the last reading while the sheet is away", async () => {
    const { open, at, sheet } = stage();
    const reports = open();
    at("2026-11-22T09:00:00Z");
    sheet.isAway = true;
    expect(await reports.text({ span: "day", offset: 0 })).toContain("（周日）15:59");
    await expect(reports.text({ span: "month", offset: 0 })).rejects.toThrow("away");
  });
});

it("the week is posted on its day, to the minute from the week before", async () => {
  const { open, at, sheet } = stage("2026-11-20T08:09:00Z", { digestTime: null });
  at("2026-11-20T08:12:00Z");
  const [posted] = await open().postDue();
  expect(posted).toMatchObject({ type: "weekly", key: "周报:2026-11-20:generic:g1" });
  expect(posted?.text.split("\n")[0]).toBe("【库存周报】2026-11-13 16:10 至 2026-11-20 16:10");
  expect(sheet.asked[0]?.from.toISOString()).toBe("2026-08-28T08:10:00.000Z");
});

it("a week's report that was missed while the process was down is posted later that day, of the same week", async () => {
  const { open, at, keys } = stage("2026-11-20T08:09:00Z", { digestTime: null });
  at("2026-11-20T15:30:00Z");
  const [posted] = await open().postDue();
  expect(posted?.text.split("\n")[0]).toBe("【库存周报】2026-11-13 16:10 至 2026-11-20 16:10");
  expect(await open().postDue()).toEqual([]);
  at("2026-11-21T08:10:00Z");
  await open().postDue();
  expect(keys()).toEqual(["周报:2026-11-20:generic:g1"]);
});

it("a sheet without any digest yet gets the last day's, also at a first start after its time", async () => {
  const { open, at } = stage("2026-11-22T12:00:00Z");
  at("2026-11-22T12:00:30Z");
  const [posted] = await open().postDue();
  expect(posted?.text.split("\n").slice(0, 2)).toEqual([
    "【库存日报】2026-11-22（周日）20:00",
    "今日变动：领用 1 笔",
  ]);
});

describe("the pictures of a waiting digest", () => {
  const waiting = async (more = {}) => {
    const staged = stage();
    staged.at("2026-11-22T08:00:00Z");
    const reports = staged.open(more);
    await reports.postDue();
    const { snapshot } = staged.sheet;
    const [first] = snapshot.broadcasts;
    return { ...staged, reports, snapshot, posting: { ...first!, keys: [first!.key] } };
  };

  it("are drawn once, however many groups get them, and kept for the board", async () => {
    const { reports, posting, snapshot, drawn } = await waiting();
    const [one, two] = await Promise.all([
      reports.picturesFor(posting, snapshot),
      reports.picturesFor(posting, snapshot),
    ]);
    expect(drawn).toHaveLength(1);
    expect(one).toBe(two);
    expect(reports.lastDigest()).toMatchObject({ at: posting.at, text: posting.text });
  });

  it("are drawn anew after a restart, of the same window", async () => {
    const { posting, snapshot, open, drawn } = await waiting();
    const again = await open().picturesFor(posting, snapshot);
    expect(again[0]?.alt).toContain("库存表 2026-11-22（周日）16:00");
    expect(drawn[0]?.[0]).toMatchObject({
      rows: [{ name: "A4纸", mark: "低", change: "-2箱" }],
    });
  });

  it("that can't be drawn hold the text back from nobody", async () => {
    const broken = () => Promise.reject(new Error("no type"));
    const { reports, posting, snapshot, errors } = await waiting({ draw: broken });
    expect(await reports.picturesFor(posting, snapshot)).toEqual([]);
    expect(errors).toHaveLength(1);
  });

  it("don't exist for warnings", async () => {
    const { reports, snapshot } = await waiting();
    const posting = { keys: ["预警:x"], type: "alert" as const, group, text: "" };
    expect(await reports.picturesFor(posting, snapshot)).toEqual([]);
  });
});

describe("an edit of 安全库存", () => {
  const down = row("issue", "11-22 02:00", "A4纸", -2, { unit: "箱", before: 5 });

  /** A sheet in which A4纸 has 3箱 and a safety stock of 2, and a relay that watches it. */
  function setup(recent = [down]) {
    const { sheet, now, keys, errors } = stage();
    sheet.snapshot = { ...sheet.snapshot, items: [{ ...paper, safetyStock: 2 }], recent };
    const stockroom = openFakeStockroom(sheet, now);
    const notes = new Map<string, unknown>();
    let refusals = 0;
    const watch = async () => {
      const notebook = {
        notes: new Map(notes),
        record: (topic: string, note: unknown) => Promise.resolve(void notes.set(topic, note)),
      };
      const announce: typeof stockroom.announce = (drafts) =>
        refusals-- > 0 ? Promise.reject(new Error("away")) : stockroom.announce(drafts);
      const stop = watchSafetyStock({ ...stockroom, announce }, notebook, {
        suggestOn: suggesting,
        onError: (error) => errors.push(error),
      });
      await new Promise(setImmediate);
      return stop;
    };
    const editTo = async (...items: readonly Item[]) => {
      sheet.snapshot = { ...sheet.snapshot, items };
      await stockroom.read();
      await new Promise(setImmediate);
    };
    return { sheet, keys, errors, watch, editTo, refuse: (times: number) => (refusals = times) };
  }
  const key = `预警:A4纸/:5:${down.id}:generic:g1`;

  it("that takes an item below it is announced once", async () => {
    const { watch, editTo, keys, sheet } = setup();
    await watch();
    await editTo(paper);
    await editTo(paper);
    expect(keys()).toEqual([key]);
    expect(sheet.snapshot.broadcasts[0]?.text).toBe(
      "【库存预警】物品：A4纸，当前库存：3箱，建议采购 7箱（安全库存 5箱）",
    );
  });

  it("that leaves it above is no news, nor is anything after the watch has ended", async () => {
    const { watch, editTo, keys } = setup();
    const stop = await watch();
    await editTo({ ...paper, safetyStock: 3 });
    stop();
    await editTo(paper);
    expect(keys()).toEqual([]);
  });

  it("that was made while the relay was down is announced at its next start, once", async () => {
    const { watch, editTo, keys } = setup();
    (await watch())();
    await editTo(paper);
    expect(keys()).toEqual([]);
    for (let start = 0; start < 3; start += 1) (await watch())();
    expect(keys()).toEqual([key]);
  });

  it("before the first start ever is none, nor is a new item", async () => {
    const { watch, editTo, keys } = setup();
    await editTo(paper);
    await watch();
    await editTo(paper, item("剪刀", { quantity: 1, safetyStock: 2 }));
    expect(keys()).toEqual([]);
  });

  it("made while the relay was down together with one of the figure is told by the figure's row", async () => {
    const { watch, editTo, keys } = setup([{ ...down, before: 9, after: 7 }]);
    (await watch())();
    await editTo(paper);
    await watch();
    expect(keys()).toEqual([]);
  });

  it("that can't be announced is tried again, also by the next start", async () => {
    const { watch, editTo, keys, errors, refuse } = setup();
    const stop = await watch();
    refuse(1);
    await editTo(paper);
    stop();
    expect([errors.length, keys()]).toEqual([1, []]);
    await watch();
    expect(keys()).toEqual([key]);
  });

  it("is not forgotten while the tab can't be read", async () => {
    const { watch, editTo, keys } = setup();
    await watch();
    await editTo();
    await editTo(paper);
    expect(keys()).toEqual([key]);
  });
});

describe("the pictures of the week's report", () => {
  async function posted() {
    const fixture = stage("2026-11-20T08:00:00Z", { digestTime: null });
    fixture.sheet.snapshot = {
      ...fixture.sheet.snapshot,
      recent: [{ ...taken, at: new Date("2026-11-19T02:00:00Z") }],
    };
    fixture.at("2026-11-20T08:11:00Z");
    const reports = fixture.open();
    const [entryPosted] = await reports.postDue();
    const { key = "", text = "" } = entryPosted ?? {};
    return { ...fixture, reports, posting: { keys: [key], type: "weekly" as const, group, text } };
  }

  it("show what was taken most, with the text that tells it", async () => {
    const { reports, posting, sheet, drawn } = await posted();
    const pictures = await reports.picturesFor(posting, sheet.snapshot);
    expect(pictures.map(({ alt }) => alt)).toEqual([
      "库存周报（2026-11-13 16:10 至 2026-11-20 16:10）：领用最多、各部门近 1 周领用",
    ]);
    expect(drawn[0]?.[0]).toMatchObject({ kind: "charts" });
    expect(posting.text).toContain("领用最多：1. A4纸 2箱（1 笔）");
    expect(reports.lastDigest()).toBeUndefined();
  });

  it("are drawn anew after a restart, of the same week", async () => {
    const { reports, posting, sheet, open } = await posted();
    const first = await reports.picturesFor(posting, sheet.snapshot);
    expect(await open().picturesFor(posting, sheet.snapshot)).toEqual(first);
  });
});

it("a report doesn't wait until forecasts are noted", async () => {
  const { open, at } = stage();
  at("2026-11-22T08:00:00Z");
  const never = <Result>(): Promise<Result> => new Promise(() => undefined);
  const known = (): undefined => undefined;
  const soon = (): Promise<undefined> => Promise.resolve(undefined);
  const forecasts = {
    ...{ news: never, newsSoon: soon, known, suggestOn: suggesting, keep: never<undefined> },
  };
  expect(await open({ forecasts }).postDue()).toHaveLength(1);
});

describe("the state of recording", () => {
  const monthlyReport = { day: 22, time: { hour: 16, minute: 10 } };
  const keeper: Member = {
    ...{ name: "王芳", department: "", role: "keeper", platform: "generic", account: "keeper1" },
  };
  const staff: Member = { ...keeper, name: "小李", role: "staff", account: "u-li" };

  async function posted(members: readonly Member[]) {
    const fixture = stage("2026-11-22T08:00:00Z", { digestTime: null, monthlyReport });
    const issue = { ...taken, department: "市场部", requester: "小李" };
    fixture.sheet.snapshot = { ...fixture.sheet.snapshot, members, recent: [issue] };
    fixture.at("2026-11-22T08:11:00Z");
    return { ...fixture, added: await fixture.open().postDue() };
  }

  it("goes with the month's report to each keeper alone, departments thanked first, nobody named", async () => {
    const { added } = await posted([staff, keeper]);
    const own = added.filter(({ type }) => type === "discipline");
    expect(own.map(({ group: place, key }) => [place, key])).toEqual([
      ["generic:@keeper1", "登记情况:2026-11-22:generic:@keeper1"],
    ]);
    expect(own[0]?.text.split("\n")[1]).toBe("感谢 市场部，登记得最勤");
    expect(own[0]?.text).not.toContain("小李");
    expect(messageOf({ ...own[0]!, keys: [own[0]!.key] }, 0, undefined)).toMatchObject({
      ...{ groupId: undefined, recipientId: "keeper1", platform: "generic" },
    });
  });

  it("goes nowhere, and costs nothing, where nobody is a keeper", async () => {
    const { added, sheet } = await posted([staff]);
    expect(added.map(({ type }) => type)).toEqual(["monthly"]);
    expect(sheet.asked).toHaveLength(1);
  });
});
