/** A grid of figures, the larger the darker; the figure in the cell tells it without the colour. */
import type { HeatChart } from "../../../language/report-texts/chart";
import { colours, edge, rect, widthPx, type Drawn, type Text } from "../drawing";

const rowPx = 58;
const headPx = 36;
const grid = { x: 108, width: widthPx - 108 - edge };
const shades = ["#e3f0ec", "#c6e0d8", "#a5cfc3", "#84bdae"];

export function drawHeat({ columns, rows }: HeatChart, top: number, text: Text): Drawn {
  const most = Math.max(1, ...rows.flatMap(({ marks }) => marks.map(({ value }) => value)));
  const step = grid.width / columns.length;
  const shadeOf = (value: number): string =>
    value === 0 ? colours.band : (shades[Math.ceil((value / most) * shades.length) - 1] ?? "");
  const cell = (index: number): { x: number; width: number } => ({
    x: Math.round(grid.x + step * index),
    width: Math.round(step) - 4,
  });
  const centred = (index: number, y: number) =>
    ({ x: Math.round(grid.x + step * (index + 0.5)) - 2, y, anchor: "middle" }) as const;
  const heads = columns.map((column, index) =>
    text(column, {
      ...{ ...centred(index, top + 24), sizePx: 24, widthPx: step, colour: colours.quiet },
      tooWide: "shrink",
    }),
  );
  const cells = rows.flatMap(({ name, marks }, row) => {
    const y = top + headPx + row * rowPx;
    return [
      text(name, { x: edge, y: y + 38, sizePx: 26, widthPx: grid.x - edge }),
      ...marks.flatMap(({ value, text: figure }, index) => [
        rect({ ...cell(index), y, height: rowPx - 4 }, shadeOf(value), 4),
        text(figure, {
          ...{ ...centred(index, y + 37), sizePx: 25, widthPx: step - 10 },
          tooWide: "shrink",
        }),
      ]),
    ];
  });
  return { parts: [...heads, ...cells], bottom: top + headPx + rows.length * rowPx + 16 };
}
