/** The minute hand: calls back every full minute. What is due then is for others to say, so a missed minute loses nothing. */
import { schedule } from "node-cron";

/** Calls `onMinute` every minute, never twice at once. Answers how to stop. */
export function startClock(
  onMinute: () => Promise<unknown>,
  onError: (error: unknown) => void,
): {
  stop(): Promise<void>;
} {
  const task = schedule(
    "* * * * *",
    async () => {
      try {
        await onMinute();
      } catch (error) {
        onError(error);
      }
    },
    { noOverlap: true, timezone: "Etc/UTC" },
  );
  return {
    async stop() {
      await task.destroy();
    },
  };
}
