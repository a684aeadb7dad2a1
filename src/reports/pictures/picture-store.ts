/**
 * The pictures of the newest digest, drawn once however many groups get them. In memory: after a restart they are drawn
 * from a new reading of the same window.
 */
import type { Picture } from "../../channels/channel";
import type { Page } from "../../language/report-texts/list-page";

/** A digest as it was posted. */
export interface LastDigest {
  readonly at: Date;
  readonly text: string;
  readonly pictures: readonly Picture[];
}

export interface PictureStore {
  /** Remembers the pages of the report that ends at a moment. */
  keep(at: Date, pages: readonly Page[]): void;
  /** The pictures of the report that ends at a moment; none where they can't be drawn. */
  picturesOf(
    digest: { readonly at: Date; readonly text: string },
    pagesAgain: () => Promise<readonly Page[]>,
  ): Promise<readonly Picture[]>;
  /** The report whose pictures were drawn last. */
  last(): LastDigest | undefined;
}

export function createPictureStore(
  draw: (pages: readonly Page[]) => Promise<readonly Picture[]>,
  onError: (error: unknown) => void,
): PictureStore {
  let kept: { readonly at: number; readonly pages: readonly Page[] } | undefined;
  let drawn: { readonly at: number; readonly pictures: Promise<readonly Picture[]> } | undefined;
  let last: LastDigest | undefined;

  async function drawAnew(
    at: number,
    pagesAgain: () => Promise<readonly Page[]>,
  ): Promise<readonly Picture[]> {
    try {
      return await draw(kept?.at === at ? kept.pages : await pagesAgain());
    } catch (error) {
      onError(error);
      return [];
    }
  }

  return {
    keep(at, pages) {
      kept = { at: at.getTime(), pages };
    },
    async picturesOf({ at, text }, pagesAgain) {
      const time = at.getTime();
      if (drawn?.at !== time) drawn = { at: time, pictures: drawAnew(time, pagesAgain) };
      const pictures = await drawn.pictures;
      last = { at, text, pictures };
      return pictures;
    },
    last: () => last,
  };
}
