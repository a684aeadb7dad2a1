import express from "express";
import request from "supertest";
import { createHealthRoutes } from "../../src/web/health";
import type { Readiness } from "../../src/web/health";

const well: Readiness = {
  closed: undefined,
  sheet: "ok",
  degraded: false,
  reason: undefined,
  problems: [],
  backlog: 0,
  outbox: 0,
  lastCommitAt: new Date("2026-11-22T01:30:00Z"),
};
const get = (path: string, readiness: Partial<Readiness> = {}, isOwner = true) => {
  const routes = createHealthRoutes(
    () => ({ ...well, ...readiness }),
    () => Promise.resolve(isOwner),
  );
  return request(express().use(routes)).get(path);
};

describe("the relay's health", () => {
  it("is up as long as the process is", async () => {
    expect((await get("/healthz", { closed: "full" })).status).toBe(200);
  });

  it("is ready when messages can be taken and the sheet is there", async () => {
    const { status, body } = await get("/readyz", { backlog: 2, outbox: 1 });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        status: "ready",
        sheet: "ok",
        backlog: 2,
        outbox: 1,
        lastCommitAt: "2026-11-22T01:30:00.000Z",
      },
    });
  });

  it.each([
    [{ sheet: "away", reason: "the sheet does not answer" }, "the sheet does not answer"],
    [{ degraded: true, reason: "a column is missing" }, "a column is missing"],
  ] as const)("is degraded, but takes messages, when %j", async (readiness, reason) => {
    const { status, body } = await get("/readyz", readiness);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "degraded", reason });
  });

  it("is 503 when no message can be taken, with the reason", async () => {
    const { status, body } = await get("/readyz", { closed: "the disk is full" });
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: "degraded", reason: "the disk is full", sheet: "ok" });
  });

  it.each([
    [{ sheet: "away", reason: "relay@project.example has no access" }, 200],
    [{ closed: "/data/journal can't be written" }, 503],
  ] as const)("tells strangers how it is, and not why, when %j", async (readiness, expected) => {
    const { status, body, headers } = await get("/readyz", readiness, false);
    expect(status).toBe(expected);
    expect(headers["cache-control"]).toBe("no-store");
    const { sheet = "ok" } = readiness as Partial<Readiness>;
    const { lastCommitAt } = body;
    expect(body).toEqual({ status: "degraded", sheet, backlog: 0, outbox: 0, lastCommitAt });
  });

  it("names what people should mend in the sheet, to owners only", async () => {
    const problems = ["库存 C17「约20」不是数字（当前库存）"];
    expect((await get("/readyz", { problems })).body).toMatchObject({ status: "ready", problems });
    expect((await get("/readyz", { problems }, false)).body).not.toHaveProperty("problems");
  });

  it("has no last commit before the first", async () => {
    expect((await get("/readyz", { lastCommitAt: undefined })).body).toMatchObject({
      lastCommitAt: null,
    });
  });
});
