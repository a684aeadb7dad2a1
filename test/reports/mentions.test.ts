import type { Member } from "../../src/inventory/people/member";
import { mentionsFor } from "../../src/reports/mentions";
import { purchaseRow } from "../inventory/purchase-rows";
import { snapshotAt } from "./fake-stockroom";

const member = (name: string, role: Member["role"], account: string): Member => ({
  ...{ name, role, account, department: "", platform: "generic" },
});
const buyer = member("何静", "buyer", "buyer");
const keeper = member("王芳", "keeper", "keeper");
const digest = { keys: ["日报:1"], type: "digest", group: "generic:g1", text: "" } as const;

const mentioned = (members: readonly Member[], received: number): readonly string[] => {
  const rows = [purchaseRow(1, { received, dueOn: "2026-11-01" })];
  const snapshot = snapshotAt("2026-11-22T07:00:00Z", {});
  return mentionsFor(digest, {
    ...{ ...snapshot, members, purchasing: { rows, suppliers: [], events: [] } },
  });
};

it("a digest mentions the buyers while a supplier is to be asked, and nobody else's buyers", () => {
  expect(mentioned([buyer, keeper], 4)).toEqual(["buyer"]);
  expect(mentioned([buyer, keeper], 10)).toEqual([]);
  expect(mentioned([keeper], 4)).toEqual(["keeper"]);
});
