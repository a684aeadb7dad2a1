/** Kinds of words beside an act, on the catalogues of several trades: what is booked, and what becomes a remark. */
import path from "node:path";
import { parse } from "../../src/language/grammar/parse";
import { createLexicon } from "../../src/language/names/lexicon";
import { readCatalog } from "../corpus/offline";
import { summaryOf } from "./summary";

/** trade | message | what it comes to */
const table = `
elevator | 五方对讲退回一台，修好了 | return 对讲电话 1台 (修好了)
elevator | 入库补登：8mm钢丝绳一盘，上午到的 | receipt 钢丝绳/8mm 1盘 (补登，上午到的)
elevator | 刚急修拿了6A保险丝三个 | issue 保险丝/6A 3个 (急修)
elevator | 頭先喺倉攞咗四盞筒燈 | issue LED筒灯/3W 4盏
campsite | 入库驱蚊液3箱，均价11.8 | receipt 驱蚊液 3箱
campsite | 早餐用掉一次性手套半盒、餐盘x12 | issue 一次性手套 0.5盒; 餐盘 12 (早餐)
campsite | 领折叠椅2把，蛋卷桌就好了 | unclear? issue 折叠椅 2把
campsite | 领折叠椅2把，下午给他 | unclear? issue 折叠椅 2把
campsite | 领折叠椅2把，凳子好了 | unclear? issue 折叠椅 2把
phone | 批头领1套 给新来的师傅 | unclear? issue 螺丝刀 1套
wedding | 电池领了5 签到笔领了3 | issue [电池/5号 电池/7号 电池/9V] 5; 签到笔 3
wedding | 领电池5，签到笔3 | issue [电池/5号 电池/7号 电池/9V] 5; 签到笔 3
wedding | 领签到笔3支 灯串10的1条 | issue 签到笔 3支; 灯串/10米 1条
optician | 日抛-4.50领2盒 | issue 日抛/-4.50 2盒
optician | 日抛 -3 | issue [日抛/-3.00 日抛/-4.50] 3
optician | 1.67的拿一副 | issue 镜片/1.67 非球面? 1副
bikes | 领700的内胎3条，工单0317 | issue 内胎/700x25C 法嘴 3条 (工单0317)
bikes | 领内胎20，外胎3 | issue [内胎/700x25C 法嘴 内胎/26x1.95 美嘴 内胎/20x1.75 美嘴] 20; [外胎/700x25C 外胎/26x1.95] 3
studio | SD卡还了一张，128的 | return SD卡/128G 1张
farm | 药打完了，喷雾器放回库房1台 | return 喷雾器 1台 (药打完了)
farm | 压膜线用完两卷 | unclear? issue 压膜线 2卷
tailor | 松紧带4cm的剪了3米 2cm的剪了5米 | unclear? issue 松紧带/4cm 3米; 松紧带/2cm 5米
tailor | 上周六加班领了暗扣1盒没写，补登 | issue 暗扣 1盒 (上周六，加班，没写，补登)
wedding | 帮夏夏拿了一包A4纸，她在打流程单 | issue A4纸 1包 @策划部:夏夏 (她在打流程单)
bikes | 线管剪了两米 | unclear? issue 线管/黑色 2米
bikes | 给捷安特那台换了条11速链条 | unclear? issue 链条/11速 1条 (给捷安特那台)
studio | A棚烧了两盒烟饼 | unclear? issue 烟饼/白色 2盒
nursing | 湿巾拆了一箱 | unclear? issue 湿巾 1箱
florist | 花瓶小的碎了一个 | unclear? issue 玻璃花瓶/小 1个
bikes | 线管剪了两米吗 | -
bikes | 线管没剪了两米 | -
bikes | 客人看了两把钢缆锁 | -
bikes | 钢缆锁来了两把 | -
estate | 领1把拖把收纳架 | issue 拖把? 1把
estate | 一楼到三楼各领1把拖把 | issue 拖把 3把 (一楼到三楼)
estate | 3号楼、5号楼各领2把拖把 | issue 拖把 4把 (3号楼、5号楼)
estate | 前后门各领1把拖把 | issue 拖把 !ambiguous
lab | 两个实验室各领1盒PE手套 | unclear? issue PE手套 !ambiguous (实验室)
courier | 寄件台领取：飞机盒T2 30个、飞机盒T4 20个 | issue 飞机盒/T2 30个 @寄件台:; 飞机盒/T4 20个 @寄件台:
teashop | 上午煮茶用了四包锡兰红茶忘记报了 | issue 锡兰红茶 4包 (忘记报了，煮茶)
teashop | 二店来拿了大红袍3包 | issue 大红袍 3包 @二店:
teashop | 二店要来拿大红袍3包 | -
library | 领读者证 少儿 一盒 发卡台补货 | issue 借书证/少儿 1盒 (发卡台补货)
library | 取书袋拿走一捆～绘本会要发 | issue 取书袋 1捆 (绘本会要发)
teashop | 到货鲜牛奶 5箱 保质期到12月9号 单价118 | receipt 鲜牛奶/950ml 5箱 (保质期到12月9号)
teashop | 报损草莓果酱两瓶发霉了 | unclear? issue 草莓果酱 2瓶 (报损)
estate | 领1把拖把放三楼，垃圾袋大号2卷放一楼 | issue 拖把 1把; 垃圾袋/大号 2卷 (放三楼，放一楼)
site | 买了20双劳保手套入库 | receipt 劳保手套 40双
site | 买了20双劳保手套 | -
estate | 昨天借的拖把还回来了2把 | past? return 拖把 2把 (昨天)
estate | 领拖把2把，需要再领3把 | unclear? issue 拖把 2把
courier | 还有刀片也拿一盒 | issue 美工刀片 1盒
courier | 还有刀片一盒没拿 | -
courier | 拿了1把扫码枪充电 | issue 扫码枪 1把 (充电)
estate | 角阀-2 生料带-1  1202漏水 | issue 角阀 2; 生料带 1 (1202漏水)
estate | 垃圾袋大号-2 305大扫除 | issue 垃圾袋/大号 2 (305大扫除)
lab | 盐酸-1 1203漏水 | issue 盐酸 1 (1203漏水)
estate | 领拖把4把 一层到四层各1把 | issue 拖把 4把 (一层到四层各1把)
gym | 领浴巾6条，一层到三层各2条 | issue 毛巾/大 6条 (一层到三层各2条)
estate | 领拖把4把 一层到三层各1把 | issue 拖把 4把 (一层到三层各1把)
estate | 感应灯 3楼1个 5楼2个 共3个 领走 | issue 感应灯 3个 (3楼1个 5楼2个)
site | 劳保手套 1号楼2双 2号楼3双 共5双 领用 | issue 劳保手套 10双 (1号楼2双 2号楼3双)
estate | 感应灯 3楼1个 5楼2个 共4个 领走 | unclear? issue 感应灯 !ambiguous
gym | 抽纸3包：男厕1包、女厕1包、前台1包，我领的 | issue 纸巾 3包 (男厕1包、女厕1包、前台1包)
estate | 门禁卡 1栋5张 2栋8张 3栋7张，合计20张，领用 | issue 门禁卡 20张 (1栋5张 2栋8张 3栋7张)
site | 手套一人一双，6个人，领6双 | issue 劳保手套 12双 (一人一双，6个人)
lab | 炭口罩一人一只，微生物室4人，领4只 | issue 活性炭口罩 4只 (一人一只，微生物室4人)
estate | 领4双手套给早班 | issue 线手套 8双 (给早班)
lab | 领PE手套2包给夜班 | issue PE手套 2包 (给夜班)
site | 安全帽红的5白的3，领给监理 | issue 安全帽/红 5; 安全帽/白 3 (给监理)
lab | 领PE手套2包给陈洁 | unclear? issue PE手套 2包 @理化室:陈洁
estate | 切割片拿了两盒，用剩3片还在我这 | issue 切割片 2盒 (用剩3片还在我这)
lab | 领滤膜0.45的2盒（1盒备用） | issue 滤膜/0.45μm 2盒 (1盒备用)
estate | 领空开32A 2个（1个给老谭） | unclear? issue 空气开关/32A 2个 (1个给老谭)
estate | 垃圾袋小号领了3捆  大号没领 | issue 垃圾袋/小号 3捆 (大号没领)
lab | 丁腈手套M领1盒 L没拿 | issue 丁腈手套/M 1盒 (L没拿)
estate | 软管还回一根60的，用不上 | return 软管/60cm 1根 (用不上)
lab | 滤膜0.45的两盒0.22的一盒，拿走 | issue 滤膜/0.45μm 2盒; 滤膜/0.22μm 1盒
estate | 6mm的钻头断了，领个新的 | issue 钻头/6mm 1个 (6mm的钻头断了)
lab | 比色皿打烂1只，另领2只 | issue 比色皿/1cm 2只 (比色皿打烂1只)
estate | 消毒水再来两瓶 我拿走了 | issue 84消毒液 2瓶
estate | 消毒水再来两瓶 | -
estate | 消防水带实际18盘，表上20 | stocktake 消防水带 18盘
lab | 洗耳球实际22个，系统25 | stocktake 洗耳球 22个
estate | 把玻璃水拎走一桶擦外墙 | issue 玻璃水 1桶 (擦外墙)
lab | 把冰盒拿走两个 | issue 冰盒 2个
estate | 反光衣3件，雪糕筒5个，拿去地库了 | issue 反光背心 3件; 隔离锥 5个 (拿去地库了)
lab | 冰盒3个，拿去车上了 | issue 冰盒 3个 (拿去车上了)
estate | 龙头一个，生料带一卷，302刘阿姨家 领 | issue 水龙头 1个; 生料带 1卷 (302刘阿姨家)
gym | 合同纸领1包，签字笔也没了 | issue 合同纸 1包 (签字笔也没了)
gym | 浴巾拿20条 汗巾拿30条 送洗的还没回来 | issue 毛巾/大 20条; 毛巾/小 30条 (送洗的还没回来)
site | 反光背心5件访客还回来了 | return 反光衣 5件
salon | 剩3对护耳套还回来了 | return 护耳套 6对
salon | 蓝毛巾数了下有148条 | stocktake 毛巾/蓝 148条
salon | 青竹的货到了：染发膏5/0 30支；6/66 30支；双氧奶9% 24瓶 | receipt 染发膏/5/0 自然棕 30支; 染发膏/6/66 深紫红 30支; 双氧奶/9% 24瓶 (青竹的货)
salon | 平剪 -1 新来的助理用 | issue 剪刀/平剪~ 1 (新来的助理用)
lab | 培养皿领1箱 共20包 | issue 培养皿 1箱
lab | 培养皿领1箱 共18包 | issue 培养皿 !ambiguous
lab | 锥形瓶领12个（地表水6、地下水6） | issue 锥形瓶 12个 (地表水6、地下水6)
lab | 定性滤纸拿一盒哈，谢谢梅姐🌹 | issue 定性滤纸 1盒
estate | 扫把拿3把，辛苦方姐 | issue 扫把 3把
lab | 谢谢梅姐，领冰盒2个 | issue 冰盒 2个
lab | 梅姐 我领冰盒2个 | issue 冰盒 2个
school | 王老师 我拿了2B铅笔3支 | issue 2B铅笔 3支
school | 各位 我拿了2B铅笔3支 | issue 2B铅笔 3支
school | 大家，我们组领图画本10本 | issue 图画本 10本
school | 各位领2B铅笔3支 | -
school | 科学组活动领图画本10本 | issue 图画本 10本 @科学组: (活动)
lab | 理化室审计领冰盒2个 | issue 冰盒 2个 @理化室: (审计)
lab | 帮陈洁领冰盒2个，她的坏了 | issue 冰盒 2个 @理化室:陈洁 (她的坏了)
lab | 领冰盒2个，她的坏了 | unclear? issue 冰盒 2个
school | 领白板笔 黑3 蓝2 红1 | issue 白板笔/黑色 3; 白板笔/蓝色 2; 白板笔/红色 1
school | 领收纳箱大3 中1 小2 | issue 收纳箱/大 3; 收纳箱/中 1; 收纳箱/小 2
school | 领彩纸3包 一楼2 二楼1 | issue 彩纸 3包 (一楼2 二楼1)
estate | 我领1把拖把 老谭2把手电筒 | issue 拖把 1把; 手电筒 2把 @绿化组:老谭
estate | 我领1把拖把 老谭的2把手电筒也我一起拿了 | unclear? issue 拖把 1把; 手电筒 2把
school | 我和龚老师领图画本2本 | unclear? issue 图画本 2本
school | 领图画本 龚老师2本 裴老师3本 | issue 图画本 2本 @语文组:龚老师; 图画本 3本 @数学组:裴老师
school | A4纸70g领用：语文组1箱；数学组2箱 | issue A4纸/70g 1箱 @语文组:; A4纸/70g 2箱 @数学组:
school | 给龚老师领1本图画本，给裴老师领2本 | issue 图画本 1本 @语文组:龚老师; 图画本 2本 @数学组:裴老师
school | 领图画本1本，龚老师2本 | issue 图画本 !ambiguous @语文组:龚老师
school | 帮龚老师和裴老师各领1本图画本 | issue 图画本 1本 @语文组:龚老师; 图画本 1本 @数学组:裴老师
school | 帮龚老师和裴老师领2本图画本 | unclear? issue 图画本 2本 @语文组:龚老师
school | 从龚老师处领3本图画本 | issue 图画本 3本 (从龚老师处)
school | 图画本都领了 | issue 图画本 missing
school | 领1个白板擦替换芯 | unclear? issue 白板擦? 1个
school | 领1包彩纸打印机 | unclear? issue 彩纸? 1包
school | 领2本图画本做手工 | issue 图画本 2本 (做手工)
school | 拿了2本图画本发给龚老师 | unclear? issue 图画本 2本 @语文组:龚老师
school | 好像拿了2本图画本 | -
school | 领白板笔2支，黑色的 | issue 白板笔/黑色 2支
school | 领收纳箱1个，大 | issue 收纳箱/大 1个
school | 领白板笔2支，黑色1支 | issue [白板笔/红色 白板笔/蓝色 白板笔/黑色] 2支; 白板笔/黑色 1支
school | 还拿了图画本3本 | issue 图画本 3本
school | 图画本领3本@莫晓岚 | issue 图画本 3本
school | 图画本领3本给@莫晓岚 | unclear? issue 图画本 3本 @总务处:莫晓岚
lab | 到货冰盒20个，收货人小杨 | receipt 冰盒 20个 (收货人小杨)
lab | 领冰盒2个，收货人小杨 | unclear? issue 冰盒 2个 @收样室:小杨
school | 把3本图画本都拿走了 | issue 图画本 3本
school | 上周三领了图画本3本，补登记 | issue 图画本 3本 (上周三，补登记)
lab | 入库冰盒20个单价12 | receipt 冰盒 20个
lab | 领冰盒20个单价12 | -
lab | 封口膜 -1，Parafilm那个 | issue 封口膜 1 (Parafilm那个)
salon | 不对，是牙剪 | correct/natural 剪刀/牙剪~ missing
gym | 我刚才打错了是浴巾，不是汗巾 | correct/natural 毛巾/大 missing
salon | 刚才围布拿错了，只要30张 | correct 一次性围布 30张
wedding | 拿错了，是1瓶 | correct/natural ? 1瓶
wedding | 刚才椅套少算了，领的是3捆 | correct 椅套 3捆
wedding | 胶带应该是2卷 | correct/supposed 透明胶 2卷
wedding | 胶带应该是2卷吧 | -
wedding | 你领3包A4纸吧 | -
gym | 浴巾领多了，只用了20条 | correct 毛巾/大 20条
lab | 冰盒还5个，1个落在现场了 | return 冰盒 5个 (1个落在现场了)
wedding | 对讲机还5台 | return 对讲机 5台
campsite | 刚收队，桨还了五支，有一支落在码头 | return 桨 5支 (刚收队，有一支落在码头)
campsite | 蛋卷桌拿2张，其中1张给前台用 | issue 蛋卷桌 2张 (其中1张给前台用)
campsite | 驱蚊液拿了1瓶，还有2瓶在架上 | issue 驱蚊液 1瓶 (还有2瓶在架上)
campsite | 领驱蚊液1瓶，还有2瓶洗手液 | issue 驱蚊液 1瓶; ?洗手液 2瓶
campsite | 船桨2支已还 | return 桨 2支
campsite | 给二楼展厅领蛋卷桌1张 | issue 蛋卷桌 1张 (给二楼展厅)
campsite | A12營位攞咗一頂四人帳篷、防潮墊四張 | issue 帐篷/四人 1顶; 防潮垫 4张 (A12營位)
campsite | B1、B2两个营位各领四人帐一顶 | issue 帐篷/四人 2顶 (B1、B2两个营位)
campsite | 客户拿走蛋卷桌2张 | unclear? issue 蛋卷桌 2张
campsite | 领蛋卷桌2张，等审批 | unclear? issue 蛋卷桌 2张
campsite | 圆烤网5张 方烤网6张 厨务组拿 | issue 烤网/圆形 5张 @厨务组:; 烤网/方形 6张 @厨务组:
campsite | 救生衣8件成人，桨6支，借给B区团建了 | unclear? issue 救生衣/成人 8件; 桨 6支 (B区团建)
campsite | 救援演练消耗驱蚊液3瓶 | issue 驱蚊液 3瓶 (救援演练)
campsite | 物业公司用掉驱蚊液3瓶 | unclear? issue 驱蚊液 3瓶
campsite | 财务那边拿了驱蚊液3瓶 | unclear? issue 驱蚊液 3瓶
campsite | 水塔那边拿了驱蚊液3瓶 | issue 驱蚊液 3瓶
campsite | 新来同事用掉驱蚊液3瓶 | unclear? issue 驱蚊液 3瓶
campsite | 出车前拿了驱蚊液3瓶 | issue 驱蚊液 3瓶 (出车前)
campsite | 驱蚊液3瓶，台风清障，领了 | issue 驱蚊液 3瓶 (台风清障)
campsite | 驱蚊液3瓶，热水壶，领了 | unclear? issue 驱蚊液 3瓶
campsite | 5号电池4节，换到营灯里，领了 | issue 5号电池 4节 (换到营灯里)
campsite | 5号电池4节，营灯，领了 | issue 5号电池 4节; 营灯 implied
campsite | 架子上的锤子拿了2把 | issue 锤子 2把
campsite | 驱蚊液用完了我又拿了一瓶 | issue 驱蚊液 1瓶
campsite | 驱蚊液14瓶（盘点） | stocktake 驱蚊液 14瓶
campsite | 营灯2盏，锤子1把，都是我拿的 | issue 营灯 2盏; 锤子 1把
optician | 验光单领3本，收据-1 | issue 验光单 3本; 收据 1
optician | 领用：收据 -1本 | issue 收据 !negative
elevator | 黄安全帽+5，签收人小贝 | receipt 安全帽/黄 5 (签收人小贝)
elevator | 补货 接触器 110V 8个，送货师傅电话13900001234 | receipt 接触器/110V 8个 (送货师傅电话13900001234)
elevator | 圆按钮拿十个、方按钮拿六个 | issue 按钮/圆形 10个; 按钮/方形 6个
`;

const lexicons = new Map(
  "estate lab site salon gym school courier library teashop bikes nursing studio florist optician wedding farm tailor elevator campsite phone"
    .split(" ")
    .map((trade) => [trade, createLexicon(readCatalog(path.join(__dirname, "../corpus", trade)))]),
);

const rows = table
  .trim()
  .split("\n")
  .map((line) => line.split(" | "));

it.each(rows)("%s: %s", (trade = "", message = "", meaning = "") => {
  const lexicon = lexicons.get(trade);
  if (lexicon === undefined) throw new Error(`no catalogue of a ${trade}`);
  expect(summaryOf(parse(message, lexicon))).toBe(meaning);
});
