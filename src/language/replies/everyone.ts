/** How a mention of everybody in a group reads. */
export const everyone = "@所有人";
