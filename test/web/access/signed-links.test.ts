import { createSignedLinks } from "../../../src/web/access/signed-links";

const links = createSignedLinks({ signingKey: "k", origin: () => "https://stock.example" });
const now = new Date("2026-11-24T08:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const passOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe("a link to a letter", () => {
  const letter = { order: 12, version: 2 };
  const url = links.signLetter(letter, now);
  const pass = passOf(url);

  it("is good for that letter for 60 days", () => {
    expect(url.startsWith("https://stock.example/letter?order=12&version=2&")).toBe(true);
    expect(links.opensLetter(letter, pass, hours(60 * 24 - 1))).toBe(true);
    expect(links.opensLetter(letter, pass, hours(60 * 24))).toBe(false);
  });

  it("opens no other letter, and no board", () => {
    expect(links.opensLetter({ order: 1, version: 22 }, pass, now)).toBe(false);
    expect(links.opensLetter({ order: 13, version: 2 }, pass, now)).toBe(false);
    expect(links.goodFor(pass, now)).toBeUndefined();
    expect(links.opensLetter(letter, passOf(links.sign(now)), now)).toBe(false);
  });
});

describe("a board link", () => {
  it("leads to the board and is good for a day", () => {
    const url = links.sign(now);
    expect(url.startsWith("https://stock.example/board?")).toBe(true);
    expect(links.goodFor(passOf(url), hours(23))).toBe(3_600_000);
    expect(links.goodFor(passOf(url), hours(24))).toBeUndefined();
  });

  it("is no good when it is lengthened, torn, or signed with another key", () => {
    const pass = passOf(links.sign(now));
    const later = String(hours(30).getTime());
    expect(links.goodFor({ ...pass, until: later }, now)).toBeUndefined();
    expect(links.goodFor({ ...pass, key: pass["key"]!.slice(1) }, now)).toBeUndefined();
    expect(links.goodFor({ until: pass["until"]! }, now)).toBeUndefined();
    const others = createSignedLinks({ signingKey: "other", origin: () => "" });
    expect(others.goodFor(pass, now)).toBeUndefined();
  });

  it("is no good for longer than a day even when signed", () => {
    const farAhead = links.sign(hours(48));
    expect(links.goodFor(passOf(farAhead), now)).toBeUndefined();
  });
});
