/**
 * Order within a conversation: what one person writes in one group is decided in the order in which it came, while its
 * bookings may be under way together. Knows nothing of messages; a lane is a key.
 */

export interface Turn {
  /** Resolves when everything that came before in this lane is written, whether or not it has been answered. */
  earlierWritten(): Promise<void>;
  /** Lets the next one of the lane begin before this one is written. */
  giveWay(): void;
  /** Nothing more of this one will be written. */
  written(): void;
}

interface Lane {
  /** Resolves when the next one may begin. */
  open: Promise<void>;
  readonly writing: Set<Promise<void>>;
}

export interface Lanes {
  /** Runs `work` when its turn in the lane has come; settles as the work does. */
  run(key: string, work: (turn: Turn) => Promise<void>): Promise<void>;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>();

  function run(key: string, work: (turn: Turn) => Promise<void>): Promise<void> {
    const lane = lanes.get(key) ?? { open: Promise.resolve(), writing: new Set() };
    lanes.set(key, lane);
    const before = [...lane.writing];
    let giveWay: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (giveWay = resolve));
    let endWriting: () => void = () => undefined;
    const writing = new Promise<void>((resolve) => (endWriting = resolve));
    const written = (): void => {
      giveWay();
      endWriting();
      lane.writing.delete(writing);
      if (lane.writing.size === 0) lanes.delete(key);
    };
    const earlierWritten = async (): Promise<void> => {
      await Promise.all(before);
    };
    const done = lane.open.then(() => work({ earlierWritten, giveWay, written })).finally(written);
    lane.open = gate;
    lane.writing.add(writing);
    return done;
  }

  return { run };
}
