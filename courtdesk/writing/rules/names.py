"""A party and a minor are named by surname and 某, where the text leaves no doubt who it is."""

import re
from collections.abc import Iterator

from courtdesk.models.outline import Severity
from courtdesk.writing.galley import Galley
from courtdesk.writing.rules.rule import Rule, Slip, each, put, quoted

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马"
    "苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛"
    "禹狄贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡"
    "田樊胡凌霍虞万柯管卢莫房裘解应宗丁宣邓洪包左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封芮储靳段富巫焦"
    "巴牧隗山谷车侯蓬全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司郜黎白怀蒲台从鄂索籍赖卓池乔"
    "阴胥苍双闻翟谭贡姬申冉桑桂濮牛寿边燕冀尚温庄晏柴瞿阎连茹习艾容向古易廖终步都耿满弘匡国文寇"
    "广东欧沃利越隆师聂晁勾敖融简饶曾沙丰巢关蒯相查游盖益桓公肖付闫"
)
_ROLES = (
    "被告人|犯罪嫌疑人|被执行人|申请执行人|申请人|被申请人|上诉人|被上诉人|原告|被告|当事人|被害人"
    "|受害人|未成年人|少年|女童|男童|女孩|男孩"
)
_NAMED = re.compile(
    f"(?P<role>{_ROLES})(?P<name>[{_SURNAMES}](?![某××XxＸ])[一-鿿]{{1,2}}?)"
    "(?=[（(，,](?:男|女|[0-9]{1,2}岁|[一二三四五六七八九十]{1,3}岁)|诉[^讼求请状前至]|犯[^罪]{1,12}罪"
    "|涉嫌|因涉嫌|一审被判|被判处)"
)


def full_name(galley: Galley) -> Iterator[Slip]:
    """被告人张建国犯盗窃罪: a full name beside its role, with what only follows a name."""
    for match in _NAMED.finditer(galley.typed):
        start, end = match.span("name")
        name = match["name"]
        if "某" in name:
            continue
        other = name[0] + "某"
        message = (
            f"{quoted(galley, start, end)}里写了{match['role']}的全名："
            f"请写作“{other}”，确可公开的请说明"
        )
        yield Slip(galley, message, start, end, (put(start, end, other),))


RULES = (
    Rule(
        "full-name",
        "当事人的全名",
        "当事人、未成年人写姓加“某”，确可公开的说明理由",
        Severity.EXPLAIN,
        each(full_name),
    ),
)
