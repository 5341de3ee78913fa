/**
 * How likely a character is on a Chinese page, as a natural logarithm: what encoding detection weighs readings with.
 * Coarse on purpose: a few hundred common characters of both scripts by hand, the rest by the two national
 * standards' own division into common and rare, other signs by their block. Must not know: bytes, files.
 */

// About half of running text, then about a third more; order inside a string means nothing.
const commonest =
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政" +
  "這個們來為國說時會對發後經現當動還進開實無與長機業將兩間關點應戰頭體於並過種樣從軍問學沒着裡裏她嗎嗰嘅係佢喺咗";
const common =
  "美相见被利什二等产或新己制身果加西斯月话回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运先青周" +
  "县委镇村书省厅局召议疫情防控服务企项目健康医党支街道办主席张李刘陈杨赵黄吴徐孙胡朱高林何郭罗韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚讯通员版责编辑校图摄影联系话持续推深会城乡农增收供给质量效落实群众干部组织责任落监督检查工程投亿元百千零六七八九月" +
  "見產話門題員東聲論處義條氣結報數總電爾變務場計記據資許統區隊決馬書聽達難權設類親張規覺術領確傳師觀讓識帶導爭運縣鎮廳議項臺灣僅華歐聯際幾萬億製約響單選舉黨們該請談況雖須訴訪認讀寫護車轉輸輕較連遠適遲遷銀錢鐵鋼錯鍵險陽陰階陳隨雙離雲風飛飯飲館驗齊龍歲歷歡殺幹廠廣庫廢強彈徑復惡愛態慶憲應懷戲擇擔擊據擴攝敗敵斷舊晝曉楊極構標樓橋機檢歸溫準滿漢潔濟濤灣無煙熱燈爾獎獨環畫異療盡監盤眾礦礎禮積穩窮競筆節範簡糧紀紅納級細終組絕給絡維綠網緊線編練縮績織繼續罷羅聞職肅腦膚臨舉藝莊葉蘇處號蟲補製複襲視覽觸訂訊訓設評詞詳誌誰課調諸證譯讚豐負財貢貧貨販責貴費質贏趕趙跡踐蹟輪農遊違遞邊郵鄉醫釋鋪鎖鎮鐘長開閉閣陣陸隊階際障難雜霧靈靜韓頂順預頓願顧顯風養餘騎驚鬥魚鮮鳥麗麥黃點齡" +
  "，。";
// The signs that tie Chinese sentences together.
const punctuation = "，。、：；“”‘’（）《》？！—…·　「」『』【】〈〉";

/** Every two-byte character of a range of lead and trail bytes. */
function charactersOf(encoding: string, firstLead: number, lastLead: number, trails: [number, number][]): string {
  const bytes: number[] = [];
  for (let lead = firstLead; lead <= lastLead; lead++)
    for (const [from, to] of trails) for (let trail = from; trail <= to; trail++) bytes.push(lead, trail);
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes));
}

/** [first, last, odds], later ones over earlier ones. */
const blocks: readonly (readonly [number, number, number])[] = [
  [0x0000, 0xffff, -18],
  [0x0000, 0x001f, -22],
  [0x0020, 0x0020, -4],
  [0x0021, 0x007e, -5.3],
  [0x0030, 0x0039, -4.5],
  [0x0009, 0x0009, -6],
  [0x000a, 0x000a, -4],
  [0x000d, 0x000d, -4.5],
  [0x007f, 0x009f, -22],
  [0x00a0, 0x024f, -9.5],
  // Marks over and under letters: what a program that decomposes them writes for é.
  [0x0300, 0x036f, -11],
  [0x0370, 0x052f, -9.8],
  // Scripts beside Chinese in the same papers: Arabic (Uyghur, Kazakh), Tibetan, Mongolian, Yi; Hebrew, Thai, Vietnamese.
  [0x0590, 0x06ff, -11],
  [0x0e00, 0x0fff, -11],
  [0x1800, 0x18af, -11],
  [0x1e00, 0x1eff, -10.5],
  [0xa000, 0xa4cf, -12],
  [0xfb50, 0xfdff, -12.5],
  [0x2000, 0x206f, -9],
  [0x2070, 0x27bf, -10.5],
  [0x2500, 0x259f, -12.5],
  [0x3000, 0x303f, -8],
  [0x3040, 0x312f, -12],
  [0x4e00, 0x9fff, -16],
  [0xac00, 0xd7a3, -14.5],
  [0xe000, 0xf8ff, -22],
  [0xff00, 0xff5e, -7.5],
  // In UTF-8 alone it may have been written on purpose; mostly it is a damaged byte.
  [0xfffd, 0xfffd, -14],
  [0xfffe, 0xffff, -22],
];

function buildOdds(): Float32Array {
  const odds = new Float32Array(0x10000);
  for (const [first, last, value] of blocks) odds.fill(value, first, last + 1);
  const raise = (characters: string, value: number, only = 0) => {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      if (code >= only) odds[code] = value;
    }
  };
  const han = 0x4e00;
  const big5Trails: [number, number][] = [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ];
  // Level 2 of both standards first, so that a character that one of them calls common ends as common.
  raise(charactersOf("gb18030", 0xd8, 0xf7, [[0xa1, 0xfe]]), -13.5, han);
  raise(charactersOf("big5", 0xc9, 0xf8, big5Trails).replace(/[\uE000-\uFFFF]/g, ""), -13.5, han);
  raise(charactersOf("gb18030", 0xb0, 0xd7, [[0xa1, 0xfe]]).replace(/[\uE000-\uFFFF]/g, ""), -10.5, han);
  raise(charactersOf("big5", 0xa4, 0xc6, big5Trails).replace(/[\uE000-\uFFFF]/g, ""), -10.5, han);
  raise(common, -7);
  raise(commonest, -5.2);
  raise(punctuation, -4.5);
  return odds;
}

let built: Float32Array | null = null;

/** The sum of the logarithms for a decoded text, each character beyond U+FFFF counted once as a rare one. */
export function logLikelihood(text: string): number {
  built ??= buildOdds();
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A pair of surrogates: -18 for the two of them.
    sum += code >= 0xd800 && code <= 0xdfff ? -9 : (built[code] ?? -22);
  }
  return sum;
}
