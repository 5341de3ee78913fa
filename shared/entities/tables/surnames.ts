/** Chinese family names that newspapers meet, and the words that stand in for a given name. */

const single =
  "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬卞楚闫肖付廉习冷郁臧荆巩栾敖戚郎仇濮茅荀滑窦柏邝宫鞠隗阚沙褚苟苑甄佟娄桂麻裘桑池宗岑亓厉尧糜逯郜晁汲缪毋佘迟嵇匡胥虞冀晋逄寇芮宓冼仝鄢蔺蔚水云奚昌凤花酆乐皮元平和湛禹狄米贝明计伏谈危刁支昝经干应宣贲杭诸钮荣羊惠家封羿储邴松井富巫乌巴弓牧山蓬全郗班仰秋仲伊暴戎祖景束幸韶蓟薄印宿怀邰从鄂索咸籍卓屠能苍双闻莘贡劳扶堵宰郦雍郤璩寿通边扈燕郏浦农别瞿充慕茹宦艾鱼容慎戈庾终暨居衡步都满弘国广禄阙东殳沃利越夔隆师厍勾融訾那空养须丰巢蒯相后红竺权盖益桓公代区揭揣么才开但母鹿战信帅麦谌占原丛展千栗郄宛盘矫候侍种教来法海初修鄯者买亢冒雒漆苌郇邸粟缑浮仉仵贠渠茆庹笪睢谯练沐衣";

/** A character of these is a family name far less often than a word: such names need the strongest surroundings. */
const rareSingle = new Set(
  "水云奚昌凤花酆乐皮元平和湛禹狄米贝明计伏谈危刁支昝经干应宣贲杭诸钮荣羊惠家封羿储邴松井富巫乌巴弓牧山蓬全郗班仰秋仲伊暴戎祖景束幸韶蓟薄印宿怀邰从鄂索咸籍卓屠能苍双闻莘贡劳扶堵宰郦雍郤璩寿通边扈燕郏浦农别瞿充慕茹宦艾鱼容慎戈庾终暨居衡步都满弘国广禄阙东殳沃利越夔隆师厍勾融訾那空养须丰巢蒯相后红竺权盖益桓公代区揭揣么才开但母鹿战信帅麦谌占原丛展千栗郄宛盘矫候侍种教来法海初修鄯者买漆粟浮渠练沐衣于时成万华关解单向强文常包阳左安任路连车项查符谷舒简兰",
);

export const surnames: ReadonlySet<string> = new Set(single);

export const doubleSurnames: ReadonlySet<string> = new Set(
  "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 长孙 宇文 轩辕 端木 百里 呼延 南宫 独孤 申屠 闻人 拓跋 完颜 澹台 钟离 太史 淳于 单于 濮阳 张简 范姜 第五 万俟".split(
    " ",
  ),
);

export function isRareSurname(character: string): boolean {
  return rareSingle.has(character);
}

/** After a family name alone: the whole form names the person. */
export const forms =
  "嬢嬢|孃孃|大姨|大婶|大舅|二叔|婶子|嫂子|阿公|阿婆|女士|先生|小姐|太太|夫人|阿姨|大爷|大妈|大娘|大叔|大哥|大姐|大嫂|大伯|奶奶|爷爷|婆婆|伯伯|叔叔|老太|老汉|老伯|师傅|老师|同学|医生|大夫|护士|警官|法官|律师|教授|教练|老板|某某|某|嫂|姐";
