import { open } from "node:fs/promises";

/** Makes the names of new and renamed files in a directory safe on disk. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
