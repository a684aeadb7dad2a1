import request from "supertest";
import { createSignedLinks } from "../../../src/web/access/signed-links";
import { createTokenAttempts } from "../../../src/web/access/token-attempts";
import { openFakeOffice, signingKey } from "../fake-office";
import type { FakeOffice, OfficeNeeds } from "../fake-office";

const token = "correct horse battery";
const withToken = (needs: OfficeNeeds): OfficeNeeds => ({
  ...needs,
  access: { ...needs.access, loopbackOnly: false, adminToken: token },
});
const offices: FakeOffice[] = [];
async function open(
  change?: (needs: OfficeNeeds) => OfficeNeeds,
  now?: () => Date,
): Promise<FakeOffice> {
  const office = await openFakeOffice(change, now);
  offices.push(office);
  return office;
}
afterEach(async () => {
  await Promise.all(offices.splice(0).map((office) => office.close()));
});
/** Published over https, by a proxy on this machine. */
const published = (needs: OfficeNeeds): OfficeNeeds => ({
  ...needs,
  access: { ...needs.access, adminToken: token, publicUrl: "https://stock.example" },
});
const signIn = (url: string, guess = token) =>
  request(url).post("/login").type("form").send({ token: guess });
const cookieOf = (answer: request.Response): string =>
  String(answer.headers["set-cookie"]?.[0]).split(";")[0]!;

describe("access to the pages", () => {
  it("is free on this machine alone, under a loopback name", async () => {
    const { url } = await open();
    expect((await request(url).get("/")).status).toBe(200);
    for (const host of ["localhost:3000", "[::1]:3000", "127.9.9.9"]) {
      expect((await request(url).get("/board").set("host", host)).status).toBe(200);
    }
  });

  it("is not free under another name, so that a foreign page can't reach it by its own", async () => {
    const { url } = await open();
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"]) {
      expect((await request(url).get("/sheet").set("host", host)).status).toBe(401);
    }
  });

  it("is not free where PUBLIC_URL is set or others can reach the machine", async () => {
    const published = await open((needs) => ({
      ...needs,
      access: { ...needs.access, publicUrl: "https://stock.example" },
    }));
    const reachable = await open(withToken);
    for (const { url } of [published, reachable]) {
      for (const path of ["/", "/board", "/metrics", "/sheet", "/group/messages", "/nothing"]) {
        expect((await request(url).get(path)).status).toBe(401);
      }
    }
  });

  it("is not free once a token is set, also on this machine without PUBLIC_URL", async () => {
    const { url } = await open((needs) => ({
      ...needs,
      access: { ...needs.access, adminToken: token },
    }));
    for (const path of ["/", "/board", "/metrics", "/sheet"]) {
      expect((await request(url).get(path).set("host", "127.0.0.1")).status).toBe(401);
    }
    const write = request(url).post("/sheet/cell").set({ host: "127.0.0.1:1", origin: url });
    expect((await write.send({})).status).toBe(401);
  });

  it.each([
    ["Forwarded", "for=203.0.113.7"],
    ["X-Forwarded-For", "127.0.0.1"],
    ["X-Forwarded-Proto", "https"],
    ["X-Forwarded-Host", "localhost"],
    ["Via", "1.1 proxy"],
    ["X-Real-IP", "127.0.0.1"],
  ])("is not free for what a proxy passed on with %s", async (header, value) => {
    const { url } = await open();
    for (const path of ["/board", "/sheet", "/metrics"]) {
      expect((await request(url).get(path).set(header, value)).status).toBe(401);
    }
  });

  it("is given for the admin token, by Bearer or after signing in", async () => {
    const { url } = await open(withToken);
    const bearer = await request(url).get("/metrics").set("authorization", `Bearer ${token}`);
    expect(bearer.status).toBe(200);
    const wrong = await request(url).get("/board").set("authorization", "Bearer nearly");
    expect(wrong.status).toBe(401);
    const signedIn = await request(url)
      .post("/login")
      .type("form")
      .send({ token, next: "/board?low=1" });
    expect([signedIn.status, signedIn.headers["location"]]).toEqual([303, "/board?low=1"]);
    expect(String(signedIn.headers["set-cookie"])).toMatch(/HttpOnly.*SameSite=Lax/);
    const board = await request(url).get("/board").set("cookie", cookieOf(signedIn));
    expect(board.status).toBe(200);
    const forged = await request(url)
      .get("/board")
      .set("cookie", `${cookieOf(signedIn)}x`);
    expect(forged.status).toBe(401);
  });

  it("sends nobody to another site after signing in", async () => {
    const { url } = await open(withToken);
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", ""]) {
      const answer = await request(url).post("/login").type("form").send({ token, next });
      expect(answer.headers["location"]).toBe("/");
    }
  });

  it("lets the right token pass while others guess, at the form and by Bearer", async () => {
    const { url } = await open(published);
    const guess = (bearer: string, address: string) =>
      request(url)
        .get("/metrics")
        .set({ authorization: `Bearer ${bearer}`, "x-forwarded-for": `192.0.2.1, ${address}` });
    const guesses = Array.from({ length: 60 }, (_, index) => guess(`g${index}`, "203.0.113.7"));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await guess(token, "203.0.113.7")).status).toBe(429);
    expect((await guess(token, "198.51.100.9")).status).toBe(200);
    const form = (address: string) => signIn(url).set("x-forwarded-for", address);
    expect((await form("203.0.113.7")).status).toBe(429);
    expect((await form("198.51.100.9")).status).toBe(303);
  });

  it("makes an address wait for the mistakes made there, then lets its right token pass", async () => {
    let at = Date.parse("2026-11-24T08:00:00Z");
    const now = () => new Date(at);
    const waits: number[] = [];
    const pause = async (ms: number) => void (waits.push(ms), (at += ms));
    const attempts = createTokenAttempts({ now, pause, warn: () => undefined });
    const { url } = await open(
      (needs) => ({ ...published(needs), access: { ...published(needs).access, attempts } }),
      now,
    );
    for (let count = 0; count < 12; count += 1) {
      expect((await signIn(url, "guess")).status).toBe(401);
    }
    expect((await signIn(url)).status).toBe(303);
    expect(waits).toEqual([2000, 2000]);
  });

  it("is taken from every browser when an owner signs out, and from nobody by another site", async () => {
    const { url } = await open(published);
    const [phone, desk] = [cookieOf(await signIn(url)), cookieOf(await signIn(url))];
    const look = (cookie: string) => request(url).get("/board").set("cookie", cookie);
    const signOut = (origin: string) => request(url).post("/logout").set({ cookie: desk, origin });
    const board = await look(desk);
    expect(board.text).toMatch(/<form method="post" action="\/logout">\s*<button[^>]*>退出登录/);
    expect((await signOut("https://evil.example")).status).toBe(403);
    expect((await look(desk)).status).toBe(200);
    const out = await signOut("https://stock.example");
    expect([out.status, out.headers["location"]]).toEqual([303, "/login?signed-out"]);
    expect(String(out.headers["set-cookie"])).toMatch(/__Host-stockcaster_owner=;.*Secure/);
    expect((await look(desk)).status).toBe(401);
    expect((await look(phone)).status).toBe(401);
    expect((await request(url).get("/login?signed-out")).text).toContain("已退出登录");
    expect((await look(cookieOf(await signIn(url)))).status).toBe(200);
  });

  it("is held on HTTPS by cookies that no other host can set", async () => {
    const { url } = await open(published);
    const given = String((await signIn(url)).headers["set-cookie"]);
    expect(given).toMatch(
      /^__Host-stockcaster_owner=[^;]+;.* Path=\/;.*HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(given).not.toContain("Domain");
    const plain = cookieOf(await signIn(url)).replace("__Host-", "");
    expect((await request(url).get("/board").set("cookie", plain)).status).toBe(401);
  });

  it("says what to set where no token is configured", async () => {
    const { url } = await open((needs) => ({
      ...needs,
      access: { ...needs.access, publicUrl: "https://stock.example" },
    }));
    const answer = await request(url).get("/board");
    expect(answer.text).toContain("ADMIN_TOKEN");
    expect(answer.text).not.toContain("<form");
  });
});

describe("a relay with an https address that is opened by its IP address in the local network", () => {
  it("lets an owner in by cookies that a browser keeps over http, which count for nothing over https", async () => {
    const { url } = await open(published);
    const host = "192.168.1.20:3000";
    const answer = await request(url)
      .post("/login")
      .set("host", host)
      .type("form")
      .send({ token, next: "/board" });
    const [cookie = ""] = String(answer.headers["set-cookie"]).split(";");
    expect(cookie).toMatch(/^stockcaster_owner=/);
    expect(String(answer.headers["set-cookie"])).not.toContain("Secure");
    const look = (name: string) =>
      request(url).get("/board").set("host", name).set("cookie", cookie);
    expect((await look(host)).status).toBe(200);
    expect((await look("stock.example")).status).toBe(401);
  });
});

describe("a signed board link", () => {
  const links = createSignedLinks({ signingKey, origin: () => "" });

  it("shows the board and nothing else, without its key in the address", async () => {
    const { url } = await open(withToken);
    const entered = await request(url).get(links.sign(new Date()));
    expect([entered.status, entered.headers["location"]]).toEqual([303, "/board"]);
    const look = (path: string) => request(url).get(path).set("cookie", cookieOf(entered));
    expect((await look("/board")).status).toBe(200);
    expect((await look("/board/parts?low=1")).status).toBe(200);
    expect((await look("/item?name=A4%E7%BA%B8&spec=70g")).status).toBe(200);
    expect((await look("/")).headers["location"]).toBe("/board");
    for (const path of ["/sheet", "/group/messages", "/metrics"]) {
      expect((await look(path)).status).toBe(403);
    }
    const wrote = await request(url)
      .post("/group/messages")
      .set("cookie", cookieOf(entered))
      .set("origin", url)
      .send({ as: "xiaoli", text: "领用：A4纸 1箱" });
    expect(wrote.status).toBe(403);
  });

  it("can be given back without ending an owner's sign-in", async () => {
    const { url } = await open(published);
    const owner = cookieOf(await signIn(url));
    const reader = cookieOf(await request(url).get(links.sign(new Date())));
    expect(reader).toMatch(/^__Host-stockcaster_board=/);
    const out = await request(url)
      .post("/logout")
      .set({ cookie: reader, origin: "https://stock.example" });
    expect(out.status).toBe(303);
    expect(String(out.headers["set-cookie"])).toContain("__Host-stockcaster_board=;");
    expect((await request(url).get("/board").set("cookie", owner)).status).toBe(200);
  });

  it("says so when it is out of date", async () => {
    const { url } = await open(withToken);
    const old = links.sign(new Date(Date.now() - 25 * 3_600_000));
    const answer = await request(url).get(old);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain("过期");
  });
});

describe("writing on the pages", () => {
  it("is done for our own pages only", async () => {
    const { url, took } = await open();
    const write = (headers: Record<string, string>) =>
      request(url)
        .post("/group/messages")
        .set(headers)
        .send({ as: "xiaoli", text: "领用：A4纸 1箱" });
    expect((await write({})).status).toBe(403);
    expect((await write({ origin: "https://evil.example" })).status).toBe(403);
    expect((await write({ origin: "null" })).status).toBe(403);
    expect(took).toHaveLength(0);
    expect((await write({ origin: url })).status).toBe(202);
    expect(took).toHaveLength(1);
  });

  it("is done for a program with the token, and from the public address", async () => {
    const { url } = await open((needs) => ({
      ...needs,
      access: { ...needs.access, adminToken: token, publicUrl: "https://stock.example" },
    }));
    const bearer = { authorization: `Bearer ${token}` };
    const preview = (headers: Record<string, string>) =>
      request(url).post("/group/preview").set(headers);
    expect((await preview(bearer)).status).toBe(200);
    expect((await preview({ ...bearer, origin: "https://stock.example" })).status).toBe(200);
    expect((await preview({ ...bearer, origin: "https://evil.example" })).status).toBe(403);
  });
});

describe("every answer", () => {
  it("carries a strict Content-Security-Policy, and pages have neither inline script nor style", async () => {
    const { url } = await open();
    for (const path of ["/", "/board", "/item?name=A4%E7%BA%B8&spec=70g", "/login", "/nothing"]) {
      const { headers, text } = await request(url).get(path);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["content-security-policy"]).not.toContain("unsafe");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(text).not.toMatch(/<style|style="|<script(?! type="module" src="\/assets\/)| on\w+="/);
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    }
  });

  it("is not kept where somebody signs in to see it, nor by caches between", async () => {
    const { url } = await open(withToken);
    const bearer = { authorization: `Bearer ${token}` };
    for (const path of ["/", "/board", "/sheet", "/metrics", "/login", "/nothing"]) {
      const { headers } = await request(url).get(path).set(bearer);
      expect(headers["cache-control"]).toBe("no-store");
    }
    const free = await open();
    const { headers } = await request(free.url).get("/board");
    expect(headers["cache-control"]).toBe("private, no-cache");
  });

  it("under /assets holds what pages load, and not the folder's other files", async () => {
    const { url } = await open();
    const asset = await request(url).get("/assets/pages.css");
    expect([asset.status, asset.headers["content-type"]]).toEqual([200, "text/css; charset=utf-8"]);
    for (const path of ["../web.ts", "tsconfig.json", "%2e%2e/web.ts", "tsconfig%2ejson"]) {
      expect((await request(url).get(`/assets/${path}`)).status).toBe(404);
    }
  });

  it("is 304 to who has it already", async () => {
    const { url } = await open(undefined, () => new Date("2026-11-24T08:00:00Z"));
    const first = await request(url).get("/sheet");
    const etag = String(first.headers["etag"]);
    expect((await request(url).get("/sheet").set("if-none-match", etag)).status).toBe(304);
  });
});
