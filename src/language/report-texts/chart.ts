/**
 * A chart: what stands on it in words and figures, and the same as a table, of which its text is made. How it is drawn is
 * decided in reports.
 */

/** Every figure bears its unit: `text` is what stands beside the mark. */
export interface Mark {
  readonly value: number;
  readonly text: string;
  /** An interval around the value. */
  readonly from?: number;
  readonly to?: number;
}

interface Described {
  readonly title: string;
  /** What the marks mean. */
  readonly note: string;
  readonly table: ChartTable;
}

interface ChartTable {
  readonly heads: readonly string[];
  /** The first cell names the row; a cell is empty where there is nothing to tell. */
  readonly rows: readonly (readonly string[])[];
}

/** A bar a row, the longest first, with a stroke for the time before. */
export interface RankChart extends Described {
  readonly kind: "ranks";
  readonly rows: readonly {
    readonly name: string;
    readonly now: Mark;
    readonly before: Mark;
  }[];
}

/** Rows of bars on one scale, a bar a time; with an interval a dot. */
export interface StripChart extends Described {
  readonly kind: "strips";
  /** The times, oldest first. */
  readonly slots: readonly string[];
  readonly strips: readonly {
    readonly name: string;
    readonly note: string;
    /** undefined: nothing is known of that time. */
    readonly marks: readonly (Mark | undefined)[];
  }[];
}

/** A grid of figures, the larger the darker. */
export interface HeatChart extends Described {
  readonly kind: "heat";
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly marks: readonly Mark[] }[];
}

export type Chart = RankChart | StripChart | HeatChart;

/** A picture of charts, one below the other. */
export interface ChartPage {
  readonly kind: "charts";
  readonly title: string;
  readonly subtitle: string;
  readonly charts: readonly Chart[];
  readonly footer: string;
  /** For those who don't see the picture. */
  readonly alt: string;
}

const mostLines = 5;
const mostHours = 3;

/** The same in words, for a report's text; nothing of a ranking, which the text has by itself. */
export function chartLines(chart: Chart, most: number): readonly string[] {
  switch (chart.kind) {
    case "ranks":
      return [];
    case "strips":
      return stripLines(chart, Math.min(most, mostLines));
    case "heat":
      return [`${chart.title}得最多：${busiest(chart).join("、")}`];
  }
}

/** · 市场部：9、13、无、8次 */
function stripLines({ title, slots, strips }: StripChart, most: number): readonly string[] {
  const lines = strips.slice(0, most).map(({ name, marks }) => {
    const known = marks.flatMap((mark, index) =>
      mark === undefined ? [] : [`${slots[index] ?? ""} ${mark.text}`],
    );
    return `· ${name}：${known.join("、")}`;
  });
  return [title, ...lines];
}

function busiest({ columns, rows }: HeatChart): readonly string[] {
  return rows
    .flatMap(({ name, marks }) =>
      marks.map(({ value, text }, index) => ({
        value,
        told: `${name} ${columns[index] ?? ""} ${text}`,
      })),
    )
    .filter(({ value }) => value > 0)
    .sort((left, right) => right.value - left.value)
    .slice(0, mostHours)
    .map(({ told }) => told);
}
