import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { credentialsMistake } from "../src/credentials";
import { SettingsError } from "../src/errors";
import { isLoopback, readSettings } from "../src/settings";

function mistakesIn(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
}

describe("the settings", () => {
  it("need nothing: the embedded sheet, this machine only, port 3000", () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      sheet: { kind: "embedded" },
      readsPerMinute: 600,
      stateDir: ".state",
      channels: [],
    });
  });

  it("call a sheet elsewhere as often as Google lets one user, unless they say otherwise", () => {
    const elsewhere = { SHEETS_API_URL: "http://127.0.0.1:4001", SPREADSHEET_ID: "one" };
    expect(readSettings(elsewhere)).toMatchObject({ readsPerMinute: 60, writesPerMinute: 60 });
  });

  it("take an empty value as none", () => {
    expect(readSettings({ PORT: "", SPREADSHEET_ID: " " }).sheet.kind).toBe("embedded");
  });

  it("tell every mistake at once, each with the variable's name", () => {
    const mistakes = mistakesIn({
      PORT: "80000",
      TIMEZONE: "Asia/Atlantis",
      GENERIC_WEBHOOK_SECRET: "hunter2",
      SHEETS_API_URL: "sheets",
    });
    expect(mistakes).toHaveLength(4);
    for (const name of ["PORT", "TIMEZONE", "GENERIC_WEBHOOK_SECRET", "SHEETS_API_URL"]) {
      expect(mistakes.filter((mistake) => mistake.startsWith(`${name} should be`))).toHaveLength(1);
    }
  });

  it("never repeat a secret's value in a mistake", () => {
    expect(mistakesIn({ GENERIC_WEBHOOK_SECRET: "hunter2" }).join()).not.toContain("hunter2");
  });

  it("ask for no credentials where the Sheets API is not Google's", () => {
    const { sheet } = readSettings({
      SHEETS_API_URL: "http://127.0.0.1:4001/",
      SPREADSHEET_ID: "x",
    });
    expect(sheet).toEqual({
      kind: "other-host",
      apiUrl: "http://127.0.0.1:4001",
      spreadsheetId: "x",
      forDemo: false,
    });
    expect(
      readSettings({ SHEETS_API_URL: "http://127.0.0.1:4001", SHEETS_API_TOKEN: "t" }).sheet,
    ).toMatchObject({ token: "t" });
  });

  it("ask for a service account's key on Google Sheets", () => {
    const [mistake] = mistakesIn({
      SPREADSHEET_ID: "abc",
      GOOGLE_APPLICATION_CREDENTIALS: "/nowhere/key.json",
    });
    expect(mistake).toContain("there is no file /nowhere/key.json");
  });

  it("want prices in another spreadsheet than the stock", () => {
    const host = { SHEETS_API_URL: "http://127.0.0.1:4001", SPREADSHEET_ID: "one" };
    expect(readSettings(host).priceSpreadsheetId).toBeUndefined();
    expect(readSettings({}).priceSpreadsheetId).toBe("local-prices");
    expect(readSettings({ ...host, PRICE_SPREADSHEET_ID: "two" }).priceSpreadsheetId).toBe("two");
    expect(mistakesIn({ ...host, PRICE_SPREADSHEET_ID: "one" })[0]).toContain(
      "PRICE_SPREADSHEET_ID should be another spreadsheet",
    );
    expect(mistakesIn({ PRICE_SPREADSHEET_ID: "local" })).toHaveLength(1);
  });

  it("refuse to be reached from outside without a token", () => {
    expect(mistakesIn({ HOST: "0.0.0.0" })[0]).toContain("ADMIN_TOKEN should be set");
    expect(mistakesIn({ HOST: "0.0.0.0", ADMIN_TOKEN: "a-long-token-indeed" })).toEqual([]);
  });

  it("refuse a channel that is only half set", () => {
    expect(mistakesIn({ TELEGRAM_BOT_TOKEN: "1:abc" }).join("\n")).toContain(
      "TELEGRAM_SECRET_TOKEN",
    );
  });
});

describe("the key file", () => {
  it("passes in the shape of the example once the key is a key, and is named when it is something else", () => {
    expect(credentialsMistake("credentials.example.json")).toContain("(look at private_key)");
    const example = JSON.parse(readFileSync("credentials.example.json", "utf8")) as object;
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = privateKey.export({ type: "pkcs8", format: "pem" });
    const dir = mkdtempSync(path.join(tmpdir(), "stockcaster-"));
    const file = path.join(dir, "key.json");
    writeFileSync(file, JSON.stringify({ ...example, private_key: key }));
    expect(credentialsMistake(file)).toBeUndefined();
    writeFileSync(file, JSON.stringify({ type: "authorized_user" }));
    expect(credentialsMistake(file)).toContain("is not a service account's key");
    writeFileSync(file, "not json");
    expect(credentialsMistake(file)).toContain("is not a service account's key");
    rmSync(dir, { recursive: true });
  });
});

describe("loopback", () => {
  it.each([
    ["127.0.0.1", true],
    ["127.8.9.1", true],
    ["localhost", true],
    ["[::1]", true],
    ["0.0.0.0", false],
    ["192.168.0.2", false],
    ["127.evil.example", false],
  ])("%s is loopback: %s", (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe("the settings of a worker", () => {
  const worker = {
    NATS_URL: "nats://127.0.0.1:4222",
    REGISTRY_SPREADSHEET_ID: "registry",
    SHEETS_API_URL: "http://127.0.0.1:4001",
  };

  it("name the server, the registry and where keys lie", () => {
    expect(readSettings(worker)).toMatchObject({
      sheet: { spreadsheetId: "registry", forDemo: false },
      workers: { natsUrl: worker.NATS_URL, credentialsDir: "credentials", registryEveryMs: 60_000 },
    });
    expect(readSettings({}).workers).toBeUndefined();
  });

  it.each([
    [
      "an address that is no NATS server's",
      { NATS_URL: "http://127.0.0.1" },
      "NATS_URL should be the address of a NATS server, such as nats://127.0.0.1:4222",
    ],
    [
      "no registry",
      { REGISTRY_SPREADSHEET_ID: "" },
      "REGISTRY_SPREADSHEET_ID is missing beside NATS_URL; it should be the long id between /d/ and /edit in the sheet's link",
    ],
    [
      "a spreadsheet of one company",
      { SPREADSHEET_ID: "one" },
      "SPREADSHEET_ID is for a relay of one company; take it out beside NATS_URL",
    ],
    [
      "keys of the API of one company",
      { API_KEYS: `till:write:${"k".repeat(32)}` },
      "API_KEYS is for a relay of one company; take it out beside NATS_URL",
    ],
    [
      "a registry without a server",
      { NATS_URL: "" },
      "NATS_URL is missing beside REGISTRY_SPREADSHEET_ID; it should be the address of a NATS server, such as nats://127.0.0.1:4222",
    ],
  ])("are refused with %s, in a sentence", (_, more, sentence) => {
    expect(mistakesIn({ ...worker, ...more })).toEqual([sentence]);
  });
});
