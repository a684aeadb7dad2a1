/** English and Chinese of one sentence; `{0}`, `{1}` … are its particulars, which are looked up by themselves. */
export type Sentence = readonly [english: string, chinese: string];
