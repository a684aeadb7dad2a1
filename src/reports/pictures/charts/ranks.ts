/** A bar a row, the longest first: the figure stands behind it, a stroke and its figure tell the time before. */
import type { RankChart } from "../../../language/report-texts/chart";
import { colours, edge, rect, widthPx, type Drawn, type Text } from "../drawing";

const rowPx = 60;
const name = { x: edge, width: 300 };
const bar = { x: 344, width: 316, height: 30 };
const now = { x: 676, width: 216 };
const before = { x: widthPx - edge, width: 150 };

export function drawRanks({ rows }: RankChart, top: number, text: Text): Drawn {
  const most = Math.max(1, ...rows.flatMap((row) => [row.now.value, row.before.value]));
  const long = (value: number): number => Math.round((value / most) * bar.width);
  const parts = rows.flatMap((row, index) => {
    const y = top + index * rowPx;
    const base = y + 40;
    const figure = { y: base, sizePx: 26 } as const;
    return [
      text(row.name, { ...figure, sizePx: 28, x: name.x, widthPx: name.width }),
      rect({ x: bar.x, y: y + 15, width: bar.width, height: bar.height }, colours.band),
      rect({ ...bar, y: y + 15, width: long(row.now.value) }, colours.enough),
      rect({ x: bar.x + long(row.before.value) - 2, y: y + 7, width: 5, height: 46 }, colours.ink),
      text(row.now.text, {
        ...{ ...figure, x: now.x, widthPx: now.width },
        ...{ weight: "medium", tooWide: "shrink" },
      }),
      text(row.before.text, {
        ...{ ...figure, x: before.x, widthPx: before.width, anchor: "end" },
        ...{ colour: colours.quiet, tooWide: "shrink" },
      }),
    ];
  });
  return { parts, bottom: top + rows.length * rowPx + 16 };
}
