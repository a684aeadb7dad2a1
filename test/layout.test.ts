import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { codeFiles, importsOf, readText, root, sourceFiles } from "./source-tree";

const most = 20;
const longestReadme = 40;
/** Holds the set-up guides of the platforms besides. */
const longer = "src/channels/README.md";

const folderOf = (file: string): string => path.posix.dirname(file);
const folders = [...new Set(codeFiles.map(folderOf))];
const filesIn = (folder: string): readonly string[] =>
  sourceFiles.filter((file) => folderOf(file) === folder && !file.endsWith("README.md"));
const readmes = ["README.md", ".github/DEPLOY.md"].concat(
  sourceFiles.filter((file) => file.endsWith("README.md")).map((file) => `src/${file}`),
);

it("no folder of src holds more than 20 files", () => {
  expect(folders.filter((folder) => filesIn(folder).length > most)).toEqual([]);
});

it("no folder of scripts holds more than 20 files", () => {
  const holding = readdirSync(path.join(root, "scripts"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.parentPath);
  const tooFull = [...new Set(holding)].filter(
    (folder) => holding.filter((other) => other === folder).length > most,
  );
  expect(tooFull).toEqual([]);
});

it("every module, and every folder of more than ten files, has a README", () => {
  const wanted = folders.filter((folder) => !folder.includes("/") || filesIn(folder).length > 10);
  expect(
    wanted.filter((folder) => !sourceFiles.includes(path.posix.join(folder, "README.md"))),
  ).toEqual([]);
});

it("a README of src has at most 40 lines, the top one less than 200", () => {
  const linesOf = (file: string): number => readText(file).trimEnd().split("\n").length;
  const tooLong = readmes
    .filter((file) => file.startsWith("src/") && file !== longer)
    .filter((file) => linesOf(file) > longestReadme);
  expect(tooLong).toEqual([]);
  expect(linesOf("README.md")).toBeLessThan(200);
});

it.each(readmes)("%s leads only to files that exist", (readme) => {
  const links = [...readText(readme).matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
  const missing = links
    .map(([, link = ""]) => path.join(root, path.dirname(readme), link))
    .filter((file) => !existsSync(file));
  expect(missing).toEqual([]);
});

/** A heading's anchor as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

it.each(readmes)("%s leads only to headings that exist", (readme) => {
  const links = [...readText(readme).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
  const missing = links.filter(([, file = "", anchor = ""]) => {
    const target = file === "" ? readme : path.posix.join(path.posix.dirname(readme), file);
    const headings = [...readText(target).matchAll(/^#+ (.+)$/gm)].map(
      ([, heading = ""]) => heading,
    );
    return !headings.map(anchorOf).includes(anchor);
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});

it("no line of the top README is wider than a screen", () => {
  const widthOf = (line: string): number => line.replace(/[\u2e80-\uffef]/g, "##").length;
  expect(
    readText("README.md")
      .split("\n")
      .filter((line) => widthOf(line) > 136),
  ).toEqual([]);
});

it.each(readmes.filter((file) => file.startsWith("src/")))(
  "%s names only files that exist",
  (readme) => {
    const named = [...readText(readme).matchAll(/`([\w./-]+\.tsx?)`/g)].map(
      ([, name = ""]) => name,
    );
    const isThere = (name: string): boolean =>
      existsSync(path.join(root, name)) ||
      existsSync(path.join(root, path.dirname(readme), name)) ||
      sourceFiles.some((file) => `/${file}`.endsWith(`/${name}`));
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  },
);

it("no two files import each other", () => {
  const pairs = codeFiles.flatMap((file) =>
    importsOf(file)
      .filter((other) => file < other && codeFiles.includes(other))
      .filter((other) => importsOf(other).includes(file))
      .map((other) => [file, other]),
  );
  expect(pairs).toEqual([]);
});

const [englishHalf = "", chineseHalf = ""] = readText("README.md").split("# 中文说明");
const commands = readdirSync(path.join(root, "scripts"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -".ts".length))
  .filter((name) => readText("package.json").includes(`"${name}": "node scripts/run.mjs ${name}"`));

it.each(commands)("npm run %s is told of in both halves of the README", (name) => {
  expect(englishHalf).toMatch(new RegExp(`(\`|npm run )${name}[\` ]`));
  expect(chineseHalf).toMatch(new RegExp(`(\`|npm run )${name}[\` ]`));
});
