/** What the relay has to say, without a word of Chinese. language/say speaks each kind, once, in one place. */
import type { Movement } from "./movement";

export type Saying = { readonly kind: "booked"; readonly movements: readonly Movement[] };
