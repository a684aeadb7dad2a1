/** A 金蝶 that holds 采购入库单 in memory and answers ExecuteBillQuery as the real one does, signatures checked. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fixtureText } from "./fixtures";
import { signedHeaders, type KingdeeCredentials } from "../../src/erp/kingdee/signature";

export interface FakeLine {
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
}

export interface FakeReceipt {
  readonly id: number;
  readonly number: string;
  status: "A" | "B" | "C" | "D" | "Z";
  /** In its own zone. */
  approvedAt: string;
  readonly lines: readonly FakeLine[];
}

interface Query {
  readonly FormId: string;
  readonly FieldKeys: string;
  readonly FilterString: string;
  readonly OrderString: string;
  readonly Limit: number;
}

export const credentials: KingdeeCredentials = {
  appId: "123456_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4",
  appSecret: "test-app-secret-value",
  account: "dcid-1",
  user: "user-1",
  org: undefined,
};

/** What 金蝶 answers in place of rows. */
export const complaint = (words: string): unknown =>
  JSON.parse(fixtureText("kingdee-complaint").replace("会话信息已丢失，请重新登录", words));

const cells: Readonly<Record<string, (receipt: FakeReceipt, line: FakeLine) => unknown>> = {
  FID: ({ id }) => id,
  FBillNo: ({ number }) => number,
  FDocumentStatus: ({ status }) => status,
  FApproveDate: ({ approvedAt }) => approvedAt,
  "FApproverId.FName": () => "王芳",
  "FMaterialId.FNumber": (_, { code }) => code,
  "FMaterialId.FName": (_, { name }) => name,
  FRealQty: (_, { quantity }) => quantity,
  "FUnitID.FName": (_, { unit }) => unit,
};

/** The rows of a query. */
export function answerOf(receipts: readonly FakeReceipt[], query: Query): readonly unknown[][] {
  const { FieldKeys, FilterString: filter, Limit } = query;
  const ids = /FID in \(([\d,]+)\)/.exec(filter)?.[1]?.split(",").map(Number);
  const [, since] = /FApproveDate>='([^']+)'/.exec(filter) ?? [];
  const found = receipts
    .filter(({ id }) => ids === undefined || ids.includes(id))
    .filter(({ status }) => !filter.includes("FDocumentStatus='C'") || status === "C")
    .filter(({ approvedAt }) => since === undefined || approvedAt >= since)
    .sort((left, right) =>
      left.approvedAt === right.approvedAt
        ? left.id - right.id
        : left.approvedAt < right.approvedAt
          ? -1
          : 1,
    );
  const fields = FieldKeys.split(",");
  const isOfLines = fields.includes("FRealQty");
  return found
    .flatMap((receipt) => {
      const lines = isOfLines ? receipt.lines : receipt.lines.slice(0, 1);
      return lines.map((line) => fields.map((field) => cells[field]?.(receipt, line) ?? null));
    })
    .slice(0, Limit);
}

export interface FakeKingdee {
  readonly url: string;
  readonly receipts: FakeReceipt[];
  /** What the next call gets instead of rows. */
  next: { readonly status: number; readonly body: unknown } | undefined;
  readonly calls: number;
  close(): Promise<void>;
}

export async function startFakeKingdee(port = 0): Promise<FakeKingdee> {
  let calls = 0;
  const receipts: FakeReceipt[] = [];
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      calls += 1;
      const header = (name: string): string => String(request.headers[name] ?? "");
      const [now, nonce] = [Number(header("x-api-timestamp")), header("x-api-nonce")];
      const expected = signedHeaders(request.url ?? "", credentials, { now, nonce });
      const isSigned = Object.entries(expected).every(
        ([name, value]) => header(name.toLowerCase()) === value,
      );
      const { data } = JSON.parse(Buffer.concat(pieces).toString()) as { data: Query };
      const { status, body } = fake.next ?? {
        status: 200,
        body: isSigned ? answerOf(receipts, data) : complaint("签名验证失败"),
      };
      fake.next = undefined;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const fake: FakeKingdee = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    receipts,
    next: undefined,
    get calls() {
      return calls;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}
