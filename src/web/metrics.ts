/** The few figures that matter, for Prometheus. In: what happened. Out: the text of /metrics. No names, no texts. */
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from "prom-client";

interface Backlogs {
  readonly backlog: number;
  readonly outbox: number;
  readonly events: number;
}

interface MetricsText {
  readonly contentType: string;
  readonly text: string;
}

export interface Metrics {
  read(): Promise<MetricsText>;
  readonly registry: Registry;
  /** Where the backlogs are read when somebody asks. */
  watchBacklog(load: () => Backlogs): void;
  recordCommit(tookMs: number): void;
  /** One call of the Sheets API; `status` undefined: no answer came. */
  recordSheetCall(kind: "read" | "write", status: number | undefined): void;
  /** Rows that a commit booked. */
  recordBookings(rows: number): void;
  /** What became of a message: `asked` counts as a question, `silent` as chatter. */
  recordOutcome(channel: string, outcome: string): void;
  /** A message to people that arrived, or was given up. */
  recordDelivery(channel: string, outcome: "sent" | "failed"): void;
  /** A try to tell an address of an event. */
  recordEvent(outcome: "delivered" | "failed"): void;
}

const commitSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

const textOf = async (
  registry: Pick<Registry, "contentType" | "metrics">,
): Promise<MetricsText> => ({
  contentType: registry.contentType,
  text: await registry.metrics(),
});

/** The figures of several companies in one text, each with its `tenant`, and `gauges` of the whole process. */
export async function readTogether(
  tenants: ReadonlyMap<string, Metrics>,
  gauges: Readonly<Record<string, { readonly help: string; readonly value: number }>>,
): Promise<MetricsText> {
  const own = new Registry();
  for (const [name, { help, value }] of Object.entries(gauges))
    new Gauge({ name: `stockcaster_${name}`, help, registers: [own] }).set(value);
  for (const [tenant, { registry }] of tenants) registry.setDefaultLabels({ tenant });
  const registries = [own, ...[...tenants.values()].map(({ registry }) => registry)];
  const read = await Promise.all(registries.map((each) => each.getMetricsAsJSON()));
  return textOf(AggregatorRegistry.aggregate(read));
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `stockcaster_${name}`, help, labelNames, registers });
  let load = (): Backlogs => ({ backlog: 0, outbox: 0, events: 0 });
  const gauge = (name: keyof Backlogs, help: string, shown: string = name) =>
    new Gauge({
      name: `stockcaster_${shown}`,
      help,
      registers,
      collect() {
        this.set(load()[name]);
      },
    });
  gauge("backlog", "Messages taken and not yet done");
  gauge("outbox", "Messages to people not yet delivered");
  gauge("events", "Changes that other systems are still to be told of", "events_backlog");

  const commits = new Histogram({
    name: "stockcaster_commit_seconds",
    help: "Time from sending a commit to knowing that it stands",
    buckets: commitSeconds,
    registers,
  });
  const calls = counter("sheet_calls_total", "Calls of the Sheets API", ["kind", "status"]);
  const throttled = counter("sheet_throttled_total", "Answers 429 of the Sheets API", ["kind"]);
  const bookings = counter("bookings_total", "Ledger rows booked", []);
  const messages = counter("messages_total", "Messages by what became of them", [
    "channel",
    "outcome",
  ]);
  const questions = counter("questions_total", "Messages answered with a question", ["channel"]);
  const chatter = counter("chatter_total", "Messages that were none of the relay's", ["channel"]);
  const deliveries = counter("deliveries_total", "Messages to people", ["channel", "outcome"]);
  const events = counter("events_total", "Events posted to other systems", ["outcome"]);

  return {
    registry,
    read: () => textOf(registry),
    watchBacklog(read) {
      load = read;
    },
    recordCommit: (tookMs) => commits.observe(tookMs / 1000),
    recordSheetCall(kind, status) {
      calls.inc({ kind, status: String(status ?? "none") });
      if (status === 429) throttled.inc({ kind });
    },
    recordBookings: (rows) => bookings.inc(rows),
    recordOutcome(channel, outcome) {
      messages.inc({ channel, outcome });
      if (outcome === "asked") questions.inc({ channel });
      if (outcome === "silent") chatter.inc({ channel });
    },
    recordDelivery: (channel, outcome) => deliveries.inc({ channel, outcome }),
    recordEvent: (outcome) => events.inc({ outcome }),
  };
}
