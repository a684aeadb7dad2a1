/** Rows of bars on one scale, a bar a time with its figure on top; where there is an interval, a dot and a stroke. */
import type { Mark, StripChart } from "../../../language/report-texts/chart";
import { colours, edge, rect, widthPx, type Drawn, type Text } from "../drawing";

const stripPx = 140;
const figurePx = 34;
const slotsPx = 44;
const name = { x: edge, width: 192 };
const slots = { x: 236, width: widthPx - 236 - edge };
const dotPx = 16;
/** Few times stand close together at the left, where a narrow page shows them. */
const widestStepPx = 136;

export function drawStrips(chart: StripChart, top: number, text: Text): Drawn {
  const marks = chart.strips.flatMap((strip) => strip.marks).filter((mark) => mark !== undefined);
  const most = Math.max(Number.MIN_VALUE, ...marks.map(({ value, to = value }) => to));
  const step = Math.min(widestStepPx, slots.width / chart.slots.length);
  const middleOf = (index: number): number => Math.round(slots.x + step * (index + 0.5));
  const parts = chart.strips.flatMap((strip, row) => {
    const y = top + row * stripPx;
    const floor = y + stripPx - 12;
    const high = (value: number): number =>
      Math.round((Math.max(0, value) / most) * (stripPx - 12 - figurePx));
    return [
      text(strip.name, { x: name.x, y: y + 66, sizePx: 28, weight: "medium", widthPx: name.width }),
      text(strip.note, {
        ...{ x: name.x, y: y + 102, sizePx: 24, widthPx: name.width },
        ...{ colour: colours.quiet, tooWide: "shrink" },
      }),
      rect({ x: slots.x, y: floor, width: step * chart.slots.length, height: 2 }, colours.track),
      ...strip.marks.flatMap((mark, index) =>
        mark === undefined ? [] : drawMark(mark, { x: middleOf(index), floor, step, high }, text),
      ),
    ];
  });
  const base = top + chart.strips.length * stripPx + 26;
  const labels = chart.slots.map((slot, index) =>
    text(slot, {
      ...{ x: middleOf(index), y: base, sizePx: 24, widthPx: step, anchor: "middle" },
      ...{ colour: colours.quiet, tooWide: "shrink" },
    }),
  );
  return {
    parts: [...parts, ...labels],
    bottom: top + chart.strips.length * stripPx + slotsPx,
  };
}

interface Place {
  /** Of its middle. */
  readonly x: number;
  readonly floor: number;
  readonly step: number;
  readonly high: (value: number) => number;
}

function drawMark(mark: Mark, { x, floor, step, high }: Place, text: Text): readonly string[] {
  const { value, from, to } = mark;
  const top = floor - high(to ?? value);
  const figure = text(mark.text, {
    ...{ x, y: top - 9, sizePx: 25, widthPx: step - 4, anchor: "middle" },
    ...{ weight: "medium", tooWide: "shrink" },
  });
  if (from === undefined || to === undefined) {
    const width = Math.min(48, Math.round(step * 0.66));
    const box = { x: Math.round(x - width / 2), y: top, width, height: high(value) };
    return [rect(box, colours.enough), figure];
  }
  const end = (y: number): string => rect({ x: x - 11, y, width: 22, height: 3 }, colours.ink);
  const dot = { x: x - dotPx / 2, y: floor - high(value) - dotPx / 2, width: dotPx, height: dotPx };
  return [
    rect({ x: x - 1, y: top, width: 3, height: high(to) - high(from) }, colours.ink),
    ...[end(top), end(floor - high(from))],
    rect(dot, colours.enough, dotPx / 2),
    figure,
  ];
}
