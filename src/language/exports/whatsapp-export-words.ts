/**
 * The words that WhatsApp itself writes into an exported chat, in Chinese and English: the halves of the day, and what
 * stands for media, deleted messages and notes of the system.
 */

/** The halves of the day as 12-hour clocks name them: English and Spanish, Chinese, Japanese, Korean; elsewhere clocks have 24. */
export const afternoonWords = [
  ...["pm", "p.m.", "p. m."],
  ...["下午", "晚上", "傍晚", "中午", "午後", "오후", "م"],
];
export const morningWords = [
  ...["am", "a.m.", "a. m."],
  ...["上午", "凌晨", "清晨", "早上", "半夜", "午夜", "午前", "오전", "ص"],
];

/** What can stand between date and clock besides a comma: French, Spanish, Portuguese, Italian and German phones. */
export const clockJoints = ["à", "a las", "às", "alle", "um"];

/** What iOS names in place of each thing that is not exported; so do its three kinds of Chinese, each in its own way. */
const omitted = [
  "(?:image|video|audio|sticker|gif|document|contact card|video note) omitted",
  "(?:bild|video|audio|sticker|gif|dokument) weggelassen",
  "(?:image|vidéo|audio|sticker|gif|document) (?:absente?|omise?)",
  "(?:imagen|video|audio|sticker|gif|documento) omitid[oa]",
  "(?:imagem|vídeo|áudio|figurinha|gif|documento) ocultad[oa]",
  "(?:immagine|video|audio|sticker|gif|documento) omess[oa]",
  "(?:画像|動画|音声|スタンプ|gif|文書)は含まれていません",
  "(?:사진|동영상|오디오|스티커|gif|문서) 생략됨",
  "(?:图像|图片|照片|圖像|圖片|影像|视频|視訊|影片|视讯|音频|音訊|語音訊息|语音消息|贴图|貼圖|动图|文档|文件|联系人名片|联系人卡片|聯絡人卡片|名片)(?:已)?(?:忽略|略去|省略)",
  "GIF ?(?:圖片|图片|动态图)?(?:已)?(?:被)?(?:忽略|略去|省略)",
].join("|");

/** Stands for a picture, a voice message or a file, alone or beside its caption. */
export const mediaMarks: readonly RegExp[] = [
  /<(?:media omitted|medien ausgeschlossen|médias omis|multimedia omitido|arquivo de mídia oculto|media omessi|メディアなし|メディアは含まれていません|미디어 파일을 제외한 내용|省略多媒体文件|忽略多媒體檔|省略多媒體檔案|已省略多媒體檔案|媒体文件已省略|已忽略多媒体文件|媒體已省略|多媒體檔案已略去|忽略多媒体文件|省略影音内容)>/giu,
  /<(?:attached|附件|已附加)[:：] ?[^<>]*>/giu,
  /(?:^|\n)[^\n]*\.\w{1,5} ?[(（](?:file attached|(?:文件|檔案|档案)(?:附件|已附加)|(?:附件|附加|已附加)(?:文件|檔案|档案))[)）]/giu,
  new RegExp(`(?:^|\\n)(?:${omitted})(?=\\n|$)`, "giu"),
  /(?:^|\n)[^\n]* (?:document omitted|文档已(?:忽略|省略)|文件已(?:略去|忽略|省略))(?=\n|$)/giu,
  /(?:^|\n)(?:live location shared|共享实时位置|實時位置已分享)(?=\n|$)/giu,
];

/** Behind a message that was edited. */
export const editedMark = /<[^<>\n]{0,20}(?:was edited|已?(?:被)?(?:编辑|編輯))[^<>\n]{0,4}>\s*$/iu;

export const deletedText =
  /^(?:diese nachricht wurde gelöscht|ce message a été supprimé|se eliminó este mensaje|mensagem apagada|questo messaggio è stato eliminato|このメッセージは削除されました|삭제된 메시지입니다|this message was deleted(?: by (?:an )?admin.*)?|you deleted this message(?: as admin)?|(?:此|这条)(?:消息|信息)已(?:被)?删除|(?:消息|信息)已删除|(?:您|你)(?:已)?删除了?(?:这条|这个|此)(?:消息|信息|讯息)|此訊息已(?:被)?刪除|(?:您|你)(?:已)?刪除了?(?:這則|此)訊息|已删除此消息)[.。]?$/iu;

/** The note at the top of every chat, which iOS writes under the group's name. */
export const encryptionNote =
  /^(?:messages and calls are end-to-end encrypted|消息和通话[^，。]*端到端加密|訊息[和與]通話[^，。]*(?:端對端|端到端|點對點)加密)/iu;

/** Before a colon, this is no name but the beginning of a note of the system: a quotation that is not closed yet, or its verb. */
export const systemSender =
  /^(?:[^"]*"[^"]*")*[^"]*"[^"]*$|[“「][^”」]*$|(?:changed the (?:subject|group)|created group|将群(?:组)?(?:名称|主题)|更改了群|变更了群|把群名)/iu;
