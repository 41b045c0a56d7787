"""What may not be kept is found, and ordinary talk about matters passes."""

import pytest

from domain.privacy import FindingKind, find_forbidden, find_personal

FORBIDDEN = {
    "身份证110101199003070011": FindingKind.ID_CARD,
    "我的号码是 110101 19900307 001x 请查": FindingKind.ID_CARD,
    "１１０１０１１９９００３０７００１１": FindingKind.ID_CARD,
    "1101\u200b01199003070011": FindingKind.ID_CARD,
    "一个数字写错的 110101199003079999": FindingKind.ID_CARD,
    "生在区划代码之前的 420106196001011234": FindingKind.ID_CARD,
    "退到6222021001116245702": FindingKind.BANK_CARD,
    "卡号 6222 0210 0111 6245 702 谢谢": FindingKind.BANK_CARD,
    "4111-1111-1111-1111": FindingKind.BANK_CARD,
    "密码：abcd1234": FindingKind.SECRET,
    "门禁密码是 2580#": FindingKind.SECRET,
    "验证码 839201": FindingKind.SECRET,
    "my password is hunter22": FindingKind.SECRET,
    "Password: letmein": FindingKind.SECRET,
}

PERSONAL = {
    "打13800138000找他": FindingKind.PHONE,
    "138-0013-8000": FindingKind.PHONE,
    "138 0013 8000": FindingKind.PHONE,
    "+86 13800138000": FindingKind.PHONE,
    "家里电话0531-88881234": FindingKind.PHONE,
    "call +44 20 7946 0958": FindingKind.PHONE,
    "鲁A12345乱停": FindingKind.PLATE,
    "京A·D12345 堵住消防通道": FindingKind.PLATE,
    "苏e 8K3F9 占道": FindingKind.PLATE,
    "鲁A1234学": FindingKind.PLATE,
    "张三家漏水": FindingKind.NAME,
    "李某把垃圾堆在楼道": FindingKind.NAME,
    "刘某某": FindingKind.NAME,
    "王阿姨说路灯坏了": FindingKind.NAME,
    "三楼的陈大爷": FindingKind.NAME,
    "欧阳先生要求换锁": FindingKind.NAME,
    "于女士反映": FindingKind.NAME,
    "姓名：赵小明": FindingKind.NAME,
    "联系人:钱多多": FindingKind.NAME,
    "此人名叫周小明": FindingKind.NAME,
    "居民张建国反映井盖松动": FindingKind.NAME,
    "住户李秀英家漏水": FindingKind.NAME,
    "老王家门口积水": FindingKind.NAME,
    "张伟说电梯坏了": FindingKind.NAME,
    "路灯不亮，李秀英反映的": FindingKind.NAME,
    "李秀英家漏水": FindingKind.NAME,
    "3栋的刘姐晾衣服": FindingKind.NAME,
    "加微信abc12345": FindingKind.ACCOUNT,
    "微信号：wx_8899x": FindingKind.ACCOUNT,
    "QQ 12345678": FindingKind.ACCOUNT,
    "打一三八零零一三八零零零": FindingKind.PHONE,
    "幺三八〇〇幺三八〇〇〇": FindingKind.PHONE,
    "Mr. Smith says the lamp is broken": FindingKind.NAME,
}

CLEAN = [
    "",
    "东风路12号路灯不亮，晚上很黑",
    "编号 370102-2611-8K3F9-C 的事还没办",
    "2026-11-28 上午九点开会",
    "2026.11.28 08:00-17:00 停水",
    "2026年11月28日",
    "20261128",
    "收费13800元，面积1200.50平方米",
    "工程款2000000元没付",
    "运单SF1380013800012",
    "订单号20261128123456789012",
    "订单 220261128123456789",
    "楼号1-2-301，3号楼2单元",
    "公示电话12345和95598打不通",
    "客服400-820-8820没人接",
    "密码锁坏了，密码忘了怎么办",
    "the password is lost",
    "小区A座和川A座之间积水",
    "京B12栋楼道堆物",
    "位于某小区东门",
    "某小区某单元电梯停运",
    "由于某些原因停工",
    "何某种情况可以申请",
    "保安大叔和保洁阿姨都看到了",
    "公交车师傅绕行，园林师傅在修树",
    "对方女士和一位大爷争吵",
    "居民许多家里停水",
    "罗马家园东门路灯不亮",
    "陈旧家具堆在楼道",
    "李家村井盖松动",
    "关于电梯的说明贴歪了",
    "黄河路的路灯不亮",
    "胡同里家家停水",
    "顾客反映地面湿滑",
    "陆续反映停水",
    "微信群里都在说停水",
    "二〇二六年十一月二十八日停水",
    "居民张贴小广告的墙面要粉刷",
    "小区家里停气，老年食堂关门",
    "居民周边的环境",
    "业主反映电梯坏了",
    "联系人：待定",
    "户主要求修电梯，联系人何时来",
    "Miss the bus stop sign here",
    "经纬度 36.6512, 117.1201",
    "3701022611 号井盖松动",
]


@pytest.mark.parametrize(("text", "kind"), FORBIDDEN.items())
def test_what_nobody_should_hand_over_is_found(text: str, kind: FindingKind) -> None:
    for find in (find_forbidden, find_personal):
        found = find(text)
        assert found is not None and found.kind == kind


@pytest.mark.parametrize(("text", "kind"), PERSONAL.items())
def test_who_somebody_is_has_no_place_in_an_observation(text: str, kind: FindingKind) -> None:
    found = find_personal(text)
    assert found is not None and found.kind == kind
    assert find_forbidden(text) is None


@pytest.mark.parametrize("text", CLEAN)
def test_talk_about_matters_passes(text: str) -> None:
    assert find_personal(text) is None


def test_a_finding_tells_its_sentence_and_not_what_it_found() -> None:
    found = find_personal("打13800138000找他")
    assert found is not None and found.key == "privacy.phone"
    assert "138" not in repr(found)
