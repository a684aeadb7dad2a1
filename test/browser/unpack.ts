/**
 * Chromium as npm brings it, unpacked once into node_modules/.cache: the browser, the libraries that a bare system lacks
 * and a font configuration that knows our Chinese typeface. Unpacked aside and renamed, so that it is whole or not there.
 */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

const decompress = promisify(brotliDecompress);
const root = path.join(__dirname, "..", "..");
const modules = path.join(root, "node_modules");

export interface UnpackedBrowser {
  readonly executable: string;
  readonly libraries: string;
  readonly fontConfig: string;
}

/** Why no browser can be had here; undefined: one can. */
export const whyNoBrowser =
  process.platform === "linux" && process.arch === "x64"
    ? undefined
    : `the browser tests need x64 Linux, this is ${process.arch} ${process.platform}`;

const text = (bytes: Buffer): string => bytes.toString("utf8").replace(/\0.*$/s, "");

/**
 * Writes what a tar archive holds into a directory.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html (ustar)
 */
async function untar(archive: Buffer, into: string): Promise<void> {
  for (let at = 0; at + 512 <= archive.length;) {
    const header = archive.subarray(at, at + 512);
    const name = [text(header.subarray(345, 500)), text(header.subarray(0, 100))]
      .filter(Boolean)
      .join("/");
    if (name === "") return;
    const size = parseInt(text(header.subarray(124, 136)).trim() || "0", 8);
    const kind = String.fromCharCode(header[156] ?? 48);
    const target = path.join(into, name);
    if (!target.startsWith(into)) throw new Error(`a strange path in the archive: ${name}`);
    if (kind === "5") await mkdir(target, { recursive: true });
    else await mkdir(path.dirname(target), { recursive: true });
    if (kind === "2") await symlink(text(header.subarray(157, 257)), target);
    if (kind === "0" || kind === "\0") {
      await writeFile(target, archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

const fontConfiguration = (cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(modules, "@expo-google-fonts", "noto-sans-sc")}</dir>
  <cachedir>${cache}</cachedir>
</fontconfig>
`;

async function unpackInto(aside: string, home: string): Promise<void> {
  const bin = path.join(modules, "@sparticuz", "chromium", "bin");
  const read = async (file: string) => decompress(await readFile(path.join(bin, file)));
  await mkdir(aside, { recursive: true });
  const executable = path.join(aside, "chromium");
  await writeFile(executable, await read("chromium.br"));
  await chmod(executable, 0o755);
  await untar(await read("al2023.tar.br"), path.join(aside, "al2023"));
  await untar(await read("swiftshader.tar.br"), aside);
  await writeFile(path.join(aside, "fonts.conf"), fontConfiguration(path.join(home, "fonts")));
}

/** Unpacks the browser unless it is there already. */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  const home = path.join(modules, ".cache", "chromium-147");
  if (!existsSync(home)) {
    const aside = `${home}.${randomUUID()}`;
    await unpackInto(aside, home);
    await rename(aside, home).catch(async (error: unknown) => {
      await rm(aside, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    });
  }
  return {
    executable: path.join(home, "chromium"),
    libraries: path.join(home, "al2023", "lib"),
    fontConfig: path.join(home, "fonts.conf"),
  };
}
