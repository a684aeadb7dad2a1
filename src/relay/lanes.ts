/**
 * Order within a conversation: what one person writes in one group is decided in the order in which it came, while its
 * bookings may be under way together. Knows nothing of messages; a lane is a key.
 */

export interface Turn {
  /** Resolves when everything that came before in this lane is done, bookings included. */
  earlierDone(): Promise<void>;
  /** Lets the next one of the lane begin before this one is done. */
  giveWay(): void;
}

interface Lane {
  /** Resolves when the next one may begin. */
  open: Promise<void>;
  readonly running: Set<Promise<void>>;
}

export interface Lanes {
  /** Runs `work` when its turn in the lane has come; settles as the work does. */
  run(key: string, work: (turn: Turn) => Promise<void>): Promise<void>;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>();

  function run(key: string, work: (turn: Turn) => Promise<void>): Promise<void> {
    const lane = lanes.get(key) ?? { open: Promise.resolve(), running: new Set() };
    lanes.set(key, lane);
    const before = [...lane.running];
    let giveWay: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (giveWay = resolve));
    const done = lane.open
      .then(() =>
        work({
          earlierDone: async () => {
            await Promise.allSettled(before);
          },
          giveWay,
        }),
      )
      .finally(() => {
        giveWay();
        lane.running.delete(done);
        if (lane.running.size === 0) lanes.delete(key);
      });
    lane.open = gate;
    lane.running.add(done);
    return done;
  }

  return { run };
}
