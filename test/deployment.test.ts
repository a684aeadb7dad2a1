import { readFileSync } from "node:fs";
import path from "node:path";

const read = (file: string): string => readFileSync(path.join(__dirname, "..", file), "utf8");

describe("the systemd unit", () => {
  it.each([
    "StateDirectoryMode=0700",
    "UMask=0077",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "SystemCallFilter=@system-service",
    "RestrictNamespaces=yes",
    "ProtectKernelModules=yes",
    "ProtectProc=invisible",
    "ProtectSystem=strict",
  ])("has %s", (line) => {
    expect(read(".github/stockcaster@.service").split("\n")).toContain(line);
  });
});

it("each company's process has a configuration and a folder of its own", () => {
  const unit = read(".github/stockcaster@.service").split("\n");
  expect(unit).toContain("EnvironmentFile=/etc/stockcaster/%i.env");
  expect(unit).toContain("StateDirectory=stockcaster/%i");
  expect(unit.join("\n")).toContain("STATE_DIR=/var/lib/stockcaster/%i");
  const compose = read(".github/compose.yaml");
  const own = [...compose.matchAll(/^ {6}- ([\w-]+):\/data$/gm)].map(([, volume]) => volume);
  const ports = [...compose.matchAll(/^ {4}ports: \["(.+):3000"\]$/gm)].map(([, port]) => port);
  expect([new Set(own).size, new Set(ports).size]).toEqual([2, 2]);
});

describe("the image", () => {
  it("is built on one Node that can be pinned by its digest", () => {
    const stages = [...read("Dockerfile").matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(stages)).toEqual(new Set(["${NODE_IMAGE}"]));
    expect(read("Dockerfile")).toMatch(/^ARG NODE_IMAGE=node:24-slim$/m);
  });

  it("runs on what npm ci --omit=dev installs, without a compiler", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
    };
    const compilers = Object.entries(packages).filter(([name]) =>
      /(?:^|\/)(?:tsx|esbuild|typescript|@esbuild\/.*)$/.test(name),
    );
    expect(compilers.length).toBeGreaterThan(2);
    expect(compilers.filter(([, { dev }]) => dev !== true)).toEqual([]);
  });
});
