/** The files of src as a newcomer finds them: paths, exported names, imports between them. Read once. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.join(__dirname, "..");

export const readText = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** Paths below src with forward slashes. */
export const sourceFiles: readonly string[] = readdirSync(path.join(root, "src"), {
  encoding: "utf8",
  recursive: true,
  withFileTypes: true,
})
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(path.join(root, "src"), path.join(entry.parentPath, entry.name)))
  .map((file) => file.split(path.sep).join("/"));

export const codeFiles = sourceFiles.filter((file) => file.endsWith(".ts"));

const exported =
  /^export (?:declare )?(?:async )?(?:function|const|interface|type|class) ([\w$]+)/gm;

/** Names that a file exports. */
export const exportsOf = (file: string): readonly string[] =>
  [...readText(`src/${file}`).matchAll(exported)].map(([, name = ""]) => name);

/** The files of src that a file imports. */
export const importsOf = (file: string): readonly string[] =>
  [...readText(`src/${file}`).matchAll(/from "(\.[^"]+)"/g)].map(
    ([, target = ""]) => `${path.posix.join(path.posix.dirname(file), target)}.ts`,
  );

/** stockOnHand, stock-on-hand.ts → stock, on, hand */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/\.\w+$/, "")
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
