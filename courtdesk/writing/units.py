"""The measure words of free text, and what may not follow one: 件 counts cases, 件数 does not."""

import re

from courtdesk.models.notation import UNITS, any_of

_PLACES = "省 市 州 县 区 乡 镇 村 省市 乡镇 街道 社区"
_LOOSE = "组 面 头 门 字 类 种 只 块 张 对 期 讲 节 站 首 分 款 单 集 根 则 档 通 眼 盘 副 班"
_MORE = (
    "例 票 卷 页 米 千米 厘米 平方公里 公顷 平米 ㎡ 千克 斤 克 升 座 棵 株 架 艘 轮 "
    "股 枚 尾 孔 栋 幢 伙 拨 趟 颗 粒 人口 个季度 大类 小类 大项 小项 "
    "具 箱 袋 包 瓶 课时 学时 课次 遍 堂 车次 辆次 台次 天次 篇次 个次 人份 份次 岁 次场 位次 "
    f"个位次 万人次 万字 {_LOOSE} {_PLACES}"
)
PLACES = frozenset(_PLACES.split())
"""Count only after Arabic digits: 10县2市, but 三区 is a name."""
LOOSE = frozenset(_LOOSE.split())
"""After one Chinese digit these make a word (两面, 三类案件), unless the clause ends there."""
THINGS = re.compile("部门|单位|企业|学校|家庭|干警|法官|学员|群众|案件|师生|代表|委员")
"""What is counted without a measure word, too: 与25部门会签."""
SUMMED = frozenset("个项条类种点步部款")
"""What a writer sums a row up in: 立案、审判、执行三个环节."""
_NOT_AFTER = {
    "人": "民大均事身才口",
    "名": "列单称义誉优录",
    "位": "于列居置阶数",
    "起": "诉草到源因码义伏始用",
    "家": "事庭长园属暴风教国乡子",
    "具": "体有备",
    "件": "数",
    "次": "序要性",
    "场": "所景地面域合",
    "项": "链",
    "个": "信税性半",
    "成": "员立果功绩效为本熟长交都型品因像",
    "本": "院地报市县省级年月着案",
    "部": "门分署队级委长",
    "组": "织建成长",
    "支": "持付撑出行部",
    "间": "接隔",
    "面": "对向临貌谈前",
    "头": "雁脑版",
    "只": "要有能是",
    "字": "样号",
    "张": "某",
    "笔": "录者试记",
    "批": "准评复示捕判",
    "份": "额子",
    "户": "籍口",
    "套": "路取",
    "则": "不为是可要",
    "通": "过知报道常",
    "根": "据本源",
    "眼": "前光睛",
    "档": "案",
    "班": "子长组",
    "处": "理置罚于以分长级刑所女在境方",
    "案": "由号例外情款件",
    "宗": "旨族教",
    "篇": "幅章",
    "台": "账湾",
    "封": "存闭",
    "幅": "度",
    "所": "有得以在需谓属涉示占作",
    "期": "间限待盼望货末",
    "元": "旦宝素首",
    "对": "于接比方象其",
    "门": "户口槛",
    "条": "例款",
    "天": "津然平空",
    "节": "约",
    "分": "别之为析调管流工类",
    "站": "式",
    "首": "次",
    "讲": "话",
    "包": "括含",
    "升": "级至",
    "例": "如外",
    "日": "常",
    "种": "植子",
    "集": "体中合团装资结",
    "单": "位独元一方",
    "省": "级委内外份",
    "市": "场民委级",
    "州": "中",
    "县": "域级委",
    "区": "域别间块级委划",
    "乡": "村镇亲",
    "镇": "政",
    "村": "民委居",
}


_TURNED = {"起": "(?!来[^自])", "人": "(?!工[智客座服干])", "米": "(?![0-9])"}
"""4起来自三省, but 一起来; 7人工资, but 12368人工服务."""

_WORDS = {*UNITS, *_MORE.split()}
_OTHERS = {word + after for word, others in _NOT_AFTER.items() for after in others} - _WORDS
_TURNS = "|".join(word + unless for word, unless in _TURNED.items())
UNIT = f"(?!{any_of(_OTHERS)})(?:{any_of(_WORDS - _TURNED.keys())}|{_TURNS})"
