/** Takes an event for the relay's log: no text of a message, no name of a person. */
export type Log = (event: { readonly event: string; readonly [detail: string]: unknown }) => void;
