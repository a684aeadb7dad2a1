/** The part of subset-font's options that is used here; the package brings no types. */
declare module "subset-font" {
  function subsetFont(
    font: Buffer,
    characters: string,
    options: {
      readonly targetFormat: "truetype";
      readonly dropTables: readonly string[];
      readonly noLayoutClosure: boolean;
    },
  ): Promise<Buffer>;
  export = subsetFont;
}
