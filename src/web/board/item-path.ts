/** The path of an item's page. Pure. */

export const itemPath = (item: { readonly name: string; readonly spec: string }): string =>
  `/item?${new URLSearchParams({ name: item.name, spec: item.spec }).toString()}`;
