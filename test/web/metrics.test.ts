import { createMetrics } from "../../src/web/metrics";

describe("/metrics", () => {
  it("tells the few figures that matter", async () => {
    const metrics = createMetrics();
    metrics.watchBacklog(() => ({ backlog: 3, outbox: 1, events: 0 }));
    metrics.recordCommit(300);
    metrics.recordSheetCall("write", 200);
    metrics.recordSheetCall("read", 429);
    metrics.recordSheetCall("read", undefined);
    metrics.recordBookings(2);
    metrics.recordOutcome("generic", "asked");
    metrics.recordOutcome("generic", "silent");
    metrics.recordDelivery("generic", "failed");
    const { text, contentType } = await metrics.read();
    expect(contentType).toContain("text/plain");
    for (const line of [
      "stockcaster_backlog 3",
      "stockcaster_outbox 1",
      'stockcaster_commit_seconds_bucket{le="0.5"} 1',
      'stockcaster_sheet_calls_total{kind="write",status="200"} 1',
      'stockcaster_sheet_calls_total{kind="read",status="none"} 1',
      'stockcaster_sheet_throttled_total{kind="read"} 1',
      "stockcaster_bookings_total 2",
      'stockcaster_messages_total{channel="generic",outcome="asked"} 1',
      'stockcaster_questions_total{channel="generic"} 1',
      'stockcaster_chatter_total{channel="generic"} 1',
      'stockcaster_deliveries_total{channel="generic",outcome="failed"} 1',
    ]) {
      expect(text).toContain(line);
    }
  });
});
