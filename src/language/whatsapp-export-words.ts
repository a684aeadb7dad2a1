/**
 * The words that WhatsApp itself writes into an exported chat, in Chinese and English: the halves of the day, and what
 * stands for media, deleted messages and notes of the system.
 */

/** Hours from noon on, and hours before it, as a 12-hour clock names them. */
export const afternoonWords = ["下午", "晚上", "傍晚", "中午", "pm", "p.m."];
export const morningWords = ["上午", "凌晨", "清晨", "早上", "半夜", "am", "a.m."];

/** Stands for a picture, a voice message or a file, alone or beside its caption. */
export const mediaMarks: readonly RegExp[] = [
  /<(?:media omitted|省略多媒体文件|省略多媒體檔案|媒体文件已省略|已忽略多媒体文件|媒體已省略|多媒體檔案已略去|忽略多媒体文件)>/giu,
  /<(?:attached|附件)[:：] ?[^<>]*>/giu,
  /\S[^\n]*? ?[(（](?:file attached|文件附件|附件文件|档案已附加|檔案已附加|附加檔案|已附加文件)[)）]/giu,
  /(?:^|\n)(?:image|video|audio|sticker|gif|document|contact card|video note) omitted(?=\n|$)/giu,
  /(?:^|\n)[^\n]* (?:document omitted|文档已忽略|文件已略去)(?=\n|$)/giu,
  /(?:^|\n)(?:图像|图片|圖像|圖片|影像|视频|視訊|影片|视讯|音频|音訊|語音訊息|语音消息|贴图|貼圖|动图|GIF|文档|文件|联系人名片|聯絡人卡片|名片)(?:已)?(?:忽略|略去|省略|已省略|已忽略)(?=\n|$)/giu,
];

/** Behind a message that was edited. */
export const editedMark =
  /\s*<(?:this message was edited|此消息已编辑|此訊息已編輯|消息已编辑|已编辑|这条消息已编辑)>\s*$/iu;

/** Stands for a message that was deleted. */
export const deletedText =
  /^(?:this message was deleted(?: by admin .*)?|you deleted this message(?: as admin)?|此消息已(?:被)?删除|消息已删除|(?:您|你)(?:已)?删除了?(?:这条|此)(?:消息|讯息)|此訊息已(?:被)?刪除|(?:您|你)(?:已)?刪除了?(?:這則|此)訊息|已删除此消息)[.。]?$/iu;

/** The note at the top of every chat, which iOS writes under the group's name. */
export const encryptionNote =
  /^(?:messages and calls are end-to-end encrypted|消息和通话[^，。]*端到端加密|訊息[和與]通話[^，。]*(?:端對端|端到端|點對點)加密)/iu;

/** Before a colon, this is no name but the beginning of a note of the system. */
export const systemSender =
  /["“”「」]|(?:changed the (?:subject|group)|created group|将群(?:组)?(?:名称|主题)|更改了群|变更了群|把群名)/iu;
