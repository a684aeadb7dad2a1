/**
 * All platforms' APIs in one local server: takes what drivers send, keeps it to be compared, and answers as documented.
 * A test may queue other answers for a path.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChannelDeps } from "../../src/channels/transport/deps";

export interface Taken {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body as JSON, or as the form's fields; files as `name;type;length`. */
  readonly content: unknown;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

export interface FakePlatforms {
  readonly url: string;
  readonly taken: Taken[];
  /** What was said, without tokens fetched. */
  said(): readonly Taken[];
  /** The next request whose path holds `part` is answered so; queued answers are used once each, in order. */
  answerNext(part: string, answer: FakeAnswer): void;
  close(): Promise<void>;
}

/** Documented good answers, by a part of the path. The first that fits. */
const goodAnswers: readonly (readonly [string, (url: string) => unknown])[] = [
  ["/cgi-bin/gettoken", () => ({ errcode: 0, access_token: "wecom-token", expires_in: 7200 })],
  ["/cgi-bin/media/upload", () => ({ errcode: 0, media_id: "MEDIA1" })],
  ["/cgi-bin/message/send", () => ({ errcode: 0, errmsg: "ok", msgid: "wecom-msg-1" })],
  ["/cgi-bin/user/get", () => ({ errcode: 0, name: "周敏" })],
  ["/cgi-bin/", () => ({ errcode: 0, errmsg: "ok" })],
  ["/v1.0/oauth2/accessToken", () => ({ accessToken: "ding-token", expireIn: 7200 })],
  ["/v1.0/robot/", () => ({ processQueryKey: "ding-query-1" })],
  ["/media/upload", () => ({ errcode: 0, media_id: "@lADP1" })],
  ["/robot/sendBySession", () => ({ errcode: 0, errmsg: "ok" })],
  ["/tenant_access_token/internal", () => ({ code: 0, tenant_access_token: "t-1", expire: 7200 })],
  ["/im/v1/images", () => ({ code: 0, data: { image_key: "img_1" } })],
  ["/im/v1/messages", () => ({ code: 0, data: { message_id: "om_sent" } })],
  ["/contact/v3/users", () => ({ code: 0, data: { user: { name: "周敏" } } })],
  ["/bot/v3/info", () => ({ code: 0, bot: { open_id: "ou_bot" } })],
  ["/v26.0/300000000000001/media", () => ({ id: "media-1" })],
  ["/media", () => ({ id: "media-1" })],
  ["/messages", () => ({ messaging_product: "whatsapp", messages: [{ id: "wamid.SENT" }] })],
  ["/v1/Services/", () => ({ sid: "ME1" })],
  ["/v1/Conversations/", () => ({ sid: "IM1", chat_service_sid: "IS1" })],
  ["/2010-04-01/Accounts/", () => ({ sid: "SM1" })],
  [
    "/bot700000001:T/getMe",
    () => ({ ok: true, result: { id: 700000001, username: "office_bot" } }),
  ],
  ["/bot700000001:T/", () => ({ ok: true, result: { message_id: 501 } })],
  ["/chat.postMessage", () => ({ ok: true, ts: "1794796300.000100" })],
  [
    "/files.getUploadURLExternal",
    (url) => ({ ok: true, upload_url: `${url}/upload/v1/x`, file_id: "F1" }),
  ],
  ["/conversations.open", () => ({ ok: true, channel: { id: "D1" } })],
  ["/users.info", () => ({ ok: true, user: { profile: { display_name: "周敏" } } })],
  ["", () => ({ ok: true })],
];

const tokenPaths = [
  "/cgi-bin/gettoken",
  "/v1.0/oauth2/accessToken",
  "/tenant_access_token/internal",
];

export async function openFakePlatforms(): Promise<FakePlatforms> {
  const taken: Taken[] = [];
  const queued: { part: string; answer: FakeAnswer }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const path = request.url ?? "";
      const headers = request.headers as Record<string, string>;
      const content = contentOf(body, headers);
      taken.push({ method: request.method ?? "", path, headers, body, content });
      const at = queued.findIndex(({ part }) => path.includes(part));
      const [next] = at < 0 ? [] : queued.splice(at, 1);
      const good = goodAnswers.find(([part]) => path.includes(part))?.[1](url);
      const { status = 200, headers: extra = {}, json = good } = next?.answer ?? {};
      response
        .writeHead(status, { "content-type": "application/json", ...extra })
        .end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    taken,
    said: () => taken.filter(({ path }) => !tokenPaths.some((part) => path.includes(part))),
    answerNext: (part, answer) => void queued.push({ part, answer }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function contentOf(body: Buffer, headers: Readonly<Record<string, string>>): unknown {
  const type = headers["content-type"] ?? "";
  if (type.startsWith("application/json")) return JSON.parse(body.toString("utf8"));
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  }
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type)?.[1];
  return boundary === undefined ? undefined : Object.fromEntries(partsOf(body, boundary));
}

/** A form's fields as text, its files as `name;type;length`. */
function partsOf(body: Buffer, boundary: string): [string, string][] {
  // Byte for byte, so that lengths are those of the bytes.
  const parts = body.toString("latin1").split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const end = part.indexOf("\r\n\r\n");
    const [head, content] = [part.slice(0, end), part.slice(end + 4, -2)];
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? "";
    const file = /filename="([^"]*)"/.exec(head)?.[1];
    if (file === undefined) return [name, Buffer.from(content, "latin1").toString("utf8")];
    return [name, `${file};${/Content-Type: (\S+)/i.exec(head)?.[1] ?? ""};${content.length}`];
  });
}

/** What drivers are given in tests; the clock stands still. */
export function depsAt(now: Date, deps: Partial<ChannelDeps> = {}): ChannelDeps {
  return {
    fetch,
    now: () => now,
    publishPicture: () => Promise.resolve("https://relay.example.com/media/x.png"),
    onUndelivered: () => undefined,
    everyone: "@所有人",
    choose: "选择",
    ...deps,
  };
}
