import request from "supertest";
import { createBoardLinks } from "../../src/web/board-links";
import { openFakeOffice, signingKey } from "./fake-office";
import type { FakeOffice } from "./fake-office";
import type { WebNeeds } from "../../src/web/web";

const token = "correct horse battery";
const withToken = (needs: WebNeeds): WebNeeds => ({
  ...needs,
  access: { ...needs.access, loopbackOnly: false, adminToken: token },
});
const offices: FakeOffice[] = [];
async function open(change?: (needs: WebNeeds) => WebNeeds, now?: () => Date): Promise<FakeOffice> {
  const office = await openFakeOffice(change, now);
  offices.push(office);
  return office;
}
afterEach(async () => {
  await Promise.all(offices.splice(0).map((office) => office.close()));
});
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

  it("makes everybody wait after ten wrong tokens, and no longer than a minute", async () => {
    let at = Date.parse("2026-11-24T08:00:00Z");
    const { url } = await open(withToken, () => new Date(at));
    const tryWith = (guess: string) =>
      request(url).post("/login").type("form").send({ token: guess });
    for (let count = 0; count < 10; count += 1) {
      expect((await tryWith("guess")).status).toBe(401);
    }
    expect((await tryWith(token)).status).toBe(429);
    at += 61_000;
    expect((await tryWith(token)).status).toBe(303);
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

describe("a signed board link", () => {
  const links = createBoardLinks({ signingKey, origin: () => "" });

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

  it("is not kept by caches, but for what holds no data", async () => {
    const { url } = await open();
    expect((await request(url).get("/board")).headers["cache-control"]).toContain("private");
    const asset = await request(url).get("/assets/pages.css");
    expect([asset.status, asset.headers["content-type"]]).toEqual([200, "text/css; charset=utf-8"]);
    expect((await request(url).get("/assets/../web.ts")).status).toBe(404);
  });

  it("is 304 to who has it already", async () => {
    const { url } = await open(undefined, () => new Date("2026-11-24T08:00:00Z"));
    const first = await request(url).get("/sheet");
    const etag = String(first.headers["etag"]);
    expect((await request(url).get("/sheet").set("if-none-match", etag)).status).toBe(304);
  });
});
