/** What people answer to a yes-or-no question, written without blanks and marks. Data only. */

export const yes = new Set(
  "是 是的 对 对的 对对 对对对 好 好的 好啊 好呀 嗯 嗯嗯 嗯是 确认 确定 可以 行 没错 没问题 是这个 就是这个 就是它 要 要的 登记 登记吧 记吧 对头 系 系呀 啱 正确 ok okay yes y 是呀 是啊 对啊 对呀 就是 领用 嗯对 嗯是的 没错的 是滴 好滴".split(
    " ",
  ),
);
export const no = new Set(
  "算了 不是 不 不对 不用 不用了 不要 不要了 取消 取消登记 取消上一条 取消上条 取消刚才那条 取消刚才的 不登记 否 no n 别 别登记 没有 没 唔系 唔使 唔使啦 唔使喇 唔使咗 唔要喇 不是的 不领了 算了吧 不必 不需要 不是这个 都不是 不记 撤销 撤回 错了 唔要 没领 还没领 不用登记 不登记了".split(
    " ",
  ),
);

/** 是的拿了, 领的: that it was done. */
export const doneShape =
  /^(?:是的?|对的?|嗯+|系|啱)*(?:我们?)?(?:已经)?(?:拿|领|取|用|借|攞|还|领用|入库)(?:走|好)?(?:(?:了|咗)(?:的|呀|啊)?|的)$/;
