/**
 * From pages to PNG pictures: measured, drawn as SVG, and rendered by resvg with a type that holds
 * just the characters of the picture. No browser, no system fonts, nothing left on the disk.
 */
import { renderAsync } from "@resvg/resvg-js";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Picture } from "../../channels/channel";
import type { Page } from "../../language/report-texts/list-page";
import { drawCharts } from "./chart-drawing";
import type { Measures } from "./drawing";
import { drawList } from "./list-drawing";
import { drawTable } from "./table-drawing";
import { loadMeasures, subsetOf } from "./typeface";

/** A rendered page. `pixels` are RGBA, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  asPng(): Buffer;
}

const fontFamily = "Noto Sans SC";

export async function renderPage(page: Page): Promise<Raster> {
  const measures = await loadMeasures();
  const svg = drawPage(page, measures);
  const fonts = await Promise.all([subsetOf("regular", svg), subsetOf("medium", svg)]);
  const folder = await mkdtemp(path.join(tmpdir(), "stockcaster-type-"));
  try {
    const fontFiles = fonts.map((_, index) => path.join(folder, `${index}.ttf`));
    await Promise.all(fonts.map((font, index) => writeFile(fontFiles[index] ?? folder, font)));
    return await renderAsync(svg, {
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
      logLevel: "off",
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function drawPage(page: Page, measures: Measures): string {
  switch (page.kind) {
    case "stock":
      return drawTable(page, measures);
    case "list":
      return drawList(page, measures);
    case "charts":
      return drawCharts(page, measures);
  }
}

/** One picture a page, drawn one after the other so that four pages need no more memory than one. */
export async function drawPictures(pages: readonly Page[]): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const page of pages) {
    pictures.push({ png: (await renderPage(page)).asPng(), alt: page.alt });
  }
  return pictures;
}
