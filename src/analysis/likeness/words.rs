//! Words that tell little about which company is meant: places, groups, kinds of business. As they stand in matching keys.

/// Places as they stand before or behind the name of a company: countries, provinces, larger cities. Longer ones stand
/// before those they begin with.
pub(super) const CHINESE_PLACES: &[&str] = &[
    "内蒙古自治区", "广西壮族自治区", "宁夏回族自治区", "新疆维吾尔自治区", "西藏自治区", "石家庄市",
    "哈尔滨市", "黑龙江省", "连云港市", "呼和浩特", "乌鲁木齐", "石家庄", "哈尔滨", "黑龙江", "内蒙古",
    "连云港", "张家港", "秦皇岛", "景德镇", "张家口", "马鞍山", "中国", "大中华", "亚太", "亚洲", "北京",
    "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建", "江西", "山东",
    "河南", "湖北", "湖南", "广东", "广西", "海南", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海",
    "宁夏", "新疆", "香港", "澳门", "台湾", "台北", "深圳", "广州", "珠海", "佛山", "东莞", "中山", "惠州",
    "汕头", "江门", "湛江", "杭州", "宁波", "温州", "嘉兴", "湖州", "绍兴", "金华", "台州", "舟山", "义乌",
    "南京", "苏州", "无锡", "常州", "南通", "徐州", "扬州", "镇江", "泰州", "盐城", "淮安", "昆山", "江阴",
    "太仓", "合肥", "芜湖", "蚌埠", "福州", "厦门", "泉州", "漳州", "南昌", "赣州", "九江", "济南", "青岛",
    "烟台", "潍坊", "淄博", "威海", "临沂", "济宁", "日照", "郑州", "洛阳", "开封", "新乡", "武汉", "宜昌",
    "襄阳", "长沙", "株洲", "湘潭", "衡阳", "岳阳", "南宁", "柳州", "桂林", "海口", "三亚", "成都", "绵阳",
    "德阳", "宜宾", "泸州", "贵阳", "遵义", "昆明", "大理", "拉萨", "西安", "宝鸡", "咸阳", "兰州", "西宁",
    "银川", "沈阳", "大连", "鞍山", "抚顺", "营口", "长春", "大庆", "齐齐哈尔", "唐山", "保定", "邯郸",
    "廊坊", "沧州", "太原", "大同", "包头", "鄂尔多斯", "美国", "日本", "德国", "英国", "法国", "韩国",
    "新加坡", "印度", "越南", "泰国", "马来西亚", "欧洲",
];

/// What may follow a place that belongs to it.
pub(super) const PLACE_ENDINGS: &[&str] = &["省", "市"];

/// The same of names in letters.
pub(super) const LATIN_PLACES: &[&str] = &[
    "africa", "america", "americas", "apac", "argentina", "asia", "australia", "austria", "beijing",
    "belgium", "berlin", "brasil", "brazil", "canada", "chengdu", "chile", "china", "chongqing", "cn",
    "colombia", "czech", "denmark", "deutschland", "dubai", "egypt", "emea", "espana", "europe", "finland",
    "france", "germany", "guangdong", "guangzhou", "hangzhou", "hk", "hongkong", "hungary", "iberica",
    "india", "indonesia", "ireland", "israel", "italia", "italy", "japan", "jiangsu", "korea", "london",
    "malaysia", "mexico", "mumbai", "munich", "nanjing", "nederland", "netherlands", "nigeria", "ningbo",
    "norway", "osterreich", "pakistan", "paris", "philippines", "poland", "polska", "portugal", "romania",
    "russia", "schweiz", "shanghai", "shenzhen", "singapore", "spain", "suisse", "suzhou", "sweden",
    "switzerland", "taipei", "taiwan", "thailand", "tianjin", "tokyo", "turkey", "turkiye", "uae", "uk",
    "ukraine", "us", "usa", "vietnam", "wuhan", "zhejiang",
];

/// Words of a group of companies, in Chinese.
pub(super) const CHINESE_GROUPS: &[&str] = &["集团", "控股", "总部"];

pub(super) const LATIN_GROUPS: &[&str] = &[
    "enterprises", "global", "group", "groupe", "grupo", "gruppe", "holding", "holdings", "hq", "worldwide",
];

/// Kinds of business that a short name leaves out, in Chinese.
pub(super) const CHINESE_BUSINESSES: &[&str] = &[
    "科学技术", "信息技术", "网络技术", "工业技术", "股份", "科技", "技术", "实业", "工业", "企业", "国际",
    "发展", "投资", "贸易", "商贸", "制造", "工程", "服务",
];

pub(super) const LATIN_BUSINESSES: &[&str] = &[
    "industrial", "industries", "international", "intl", "manufacturing", "services", "solutions", "systems",
    "tech", "technologies", "technology", "trading",
];

/// Words that name a trade and no company: alone, or with a place taken off, they would be anybody.
pub(super) const CHINESE_TRADES: &[&str] = &[
    "石油", "石化", "化工", "天然气", "电力", "电网", "电气", "电子", "电信", "电器", "移动", "联通", "通信",
    "银行", "保险", "人寿", "证券", "信托", "基金", "钢铁", "冶金", "有色", "矿业", "煤炭", "能源", "燃气",
    "水务", "环保", "汽车", "航空", "航天", "船舶", "重工", "机械", "机床", "港口", "铁路", "地铁", "交通",
    "物流", "建筑", "建设", "建工", "地产", "置业", "医药", "制药", "医院", "大学", "食品", "乳业", "烟草",
    "纺织", "造纸", "纸业", "旅游", "酒店", "传媒", "广播", "出版", "邮政", "粮油", "农业", "核电", "核",
    "铝业", "铜业", "建材", "水泥", "玻璃", "农商", "城商", "商业", "工商", "进出口", "设计", "研究", "设备",
    "材料", "中铁", "中建", "局", "院", "所", "厂", "第一", "第二", "第三",
];

pub(super) const LATIN_TRADES: &[&str] = &[
    "air", "airlines", "airport", "airways", "american", "auto", "automotive", "aviation", "bank", "british",
    "central", "chemical", "chemicals", "commercial", "communications", "construction", "electric",
    "electronics", "energy", "engineering", "financial", "first", "food", "foods", "gas", "general",
    "insurance", "life", "machinery", "marine", "media", "medical", "metals", "mining", "mobile", "motor",
    "motors", "national", "new", "of", "oil", "paper", "petroleum", "pharma", "pharmaceutical",
    "pharmaceuticals", "port", "power", "products", "rail", "railway", "retail", "royal", "securities",
    "shipping", "southern", "state", "steel", "telecom", "the", "united", "university", "works",
];

/// Characters that tell one company from its neighbour: 一局 and 二局, 华东 and 华北.
pub(super) const TELLING: &str = "一二三四五六七八九十东南西北中上下新老甲乙丙丁";

/// The same in letters.
pub(super) const LATIN_DIRECTIONS: &[&str] = &[
    "central", "east", "eastern", "first", "north", "northern", "second", "south", "southern", "third",
    "west", "western",
];
