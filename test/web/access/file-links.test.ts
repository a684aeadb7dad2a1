import { createSignedLinks } from "../../../src/web/access/signed-links";

const links = createSignedLinks({ signingKey: "k", origin: () => "https://stock.example" });
const now = new Date("2026-11-24T08:00:00Z");
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
const days = { from: "2026-11-01", to: "2026-11-24" };
const file = { tab: "ledger", ...days, format: "xlsx", persons: "no" } as const;
const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe("a link to a file", () => {
  it("is good for a day", () => {
    const url = links.signFile(file, now);
    expect(url.startsWith("https://stock.example/export/file?tab=ledger&")).toBe(true);
    expect(links.opensFile(queryOf(url), hours(23))).toBe(true);
    expect(links.opensFile(queryOf(url), hours(24))).toBe(false);
    expect(links.opensFile(queryOf(links.signFile(file, hours(48))), now)).toBe(false);
  });

  it.each([
    ["persons", "yes"],
    ["persons", undefined],
    ["from", "2020-01-01"],
    ["tab", "stock"],
    ["format", ["xlsx", "csv"]],
    ["until", String(hours(30).getTime())],
    ["key", "x"],
    ["key", undefined],
  ])("is no good with another %s (%j)", (name, value) => {
    const query = { ...queryOf(links.signFile(file, now)), [name]: value };
    expect(links.opensFile(query, now)).toBe(false);
  });
});
