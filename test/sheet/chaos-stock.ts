/** The items of a chaos, and its numbers. */

/** Numbers from a seed, the same on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const names = ["A4纸", "签字笔", "便利贴", "剪刀", "订书机", "文件夹", "墨盒", "胶带"];
export const specOf = (index: number): string => (index % 3 === 0 ? "大" : "");
/** `name spec`, as the audit names items. */
export const itemNames = names.map((name, index) => `${name} ${specOf(index)}`.trim());
export const isItem = (name: unknown, spec: unknown): boolean =>
  names.some((one, index) => one === name && specOf(index) === (spec ?? ""));
