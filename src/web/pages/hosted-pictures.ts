/**
 * Pictures at an address that nobody can guess, for a short while, for platforms that fetch instead of taking an upload.
 * In memory, a few at a time; the address is all it takes to see one.
 */
import { Router } from "express";
import { randomBytes } from "node:crypto";

const keepMs = 60 * 60_000;
const atMost = 40;

export interface HostedPictures {
  /** GET /media/<token>.png */
  readonly router: Router;
  /** Puts a picture there for an hour and answers its address. */
  readonly publish: (png: Buffer) => Promise<string>;
}

export function createHostedPictures({
  now,
  origin,
}: {
  readonly now: () => Date;
  readonly origin: () => string;
}): HostedPictures {
  const hostedPictures = new Map<string, { readonly png: Buffer; readonly until: number }>();

  function forgetOld(): void {
    for (const [token, { until }] of hostedPictures) {
      if (until <= now().getTime() || hostedPictures.size > atMost) hostedPictures.delete(token);
    }
  }

  const router = Router();
  router.get("/media/:token.png", (request, response, next) => {
    forgetOld();
    const found = hostedPictures.get(request.params.token);
    if (found === undefined) {
      next();
      return;
    }
    response.type("png").send(found.png);
  });

  return {
    router,
    publish(png) {
      const token = randomBytes(24).toString("base64url");
      hostedPictures.set(token, { png, until: now().getTime() + keepMs });
      forgetOld();
      return Promise.resolve(`${origin()}/media/${token}.png`);
    },
  };
}
