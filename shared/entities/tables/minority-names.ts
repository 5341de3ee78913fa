/** Names of peoples whose names have no Chinese family name, as newspapers write them: Tibetan, Mongolian, Uyghur, Kazakh, Yi. */

/** Two of these make a name; one alone is a name only where the context says so. */
export const nameParts: ReadonlySet<string> = new Set(
  "扎西 才让 卓玛 次仁 次旦 次旺 多吉 尼玛 旦增 丹增 旦巴 丹巴 央金 拉姆 洛桑 格桑 达娃 平措 顿珠 东珠 索南 白玛 班玛 仁青 仁增 旺堆 旺扎 巴桑 米玛 普布 边巴 强巴 土登 坚赞 嘉措 加措 加布 拉毛 华旦 完么 完德 南杰 南加 三智 吉合 措毛 吉毛 杰布 嘎玛 贡布 贡嘎 曲珍 曲扎 德吉 德庆 赤列 阿旺 罗布 洛追 群培 益西 伦珠 多杰 旦正 项秀 公保 更藏 桑杰 桑吉 斯琴 其木格 高娃 格日勒 图雅 娜仁 萨仁 萨日娜 托娅 乌云 苏和 布和 那顺 宝音 朝鲁 巴图 巴特尔 巴雅尔 孟和 达来 乌恩 乌力吉 额尔敦 阿古拉 特木尔 敖日格乐 呼格吉勒 吉日嘎拉 吉木斯 朝克图 哈斯 其其格 通拉嘎 毕力格 白音 格根 青格勒 查干 木仁 敖其尔 苏日娜 塔娜 买买提 买合木提 艾买提 艾合买提 吐尔逊 吐尔洪 吐尔干 阿不都 阿卜杜 阿不力孜 阿依古丽 古丽 古丽娜尔 努尔 努尔麦麦提 热合曼 热西提 木拉提 帕提古丽 依明 依布拉音 玉素甫 阿迪力 阿力木 艾力 卡德尔 赛买提 赛力克 哈力克 别克 叶尔兰 加娜尔 古丽扎 巴哈提 木合塔尔 麦麦提 阿木 阿依 尔古 拉么 石一 曲比 吉克 沙马 俄木 莫色 马海 阿果 日火 乌果".split(
    " ",
  ),
);

/** Of these even one alone is hardly anything else. */
export const wholeNames: ReadonlySet<string> = new Set([...nameParts].filter((part) => part.length > 2));
