"""Names of agencies, normalised, with their place and scope."""

import pytest

from harvester.parsers.agencies import resolve


@pytest.mark.parametrize(
    ("written", "name", "code", "scope"),
    [
        ("乐清市磐石镇", "乐清市磐石镇人民政府", "330382125", "township"),
        ("启东市人民政府", "启东市人民政府", "320681", "government"),
        ("屯溪区", "黄山市屯溪区人民政府", "341002", "government"),
        ("银州区人民政府办公室", "铁岭市银州区人民政府办公室", "211202", "office"),
        ("大同市人民政府辦公室", "大同市人民政府办公室", "140200", "office"),
        ("福建省政府办公厅", "福建省人民政府办公厅", "350000", "office"),
        ("平潭综合实验区管委会", "平潭综合实验区管理委员会", "350128", "government"),
        ("大鹏新区管理委员会", "深圳市大鹏新区管理委员会", "440300", "other"),
        ("南京徐庄高新技术产业开发区管委会", "南京徐庄高新技术产业开发区管理委员会", "320100", "other"),
        ("合肥高新技术产业开发区", "合肥高新技术产业开发区管理委员会", "340176", "other"),
        ("重庆市市场监督管理局机关", "重庆市市场监督管理局", "500000", "department"),
        ("武漢市生態環境局", "武汉市生态环境局", "420100", "department"),
        ("如皋市人社局", "如皋市人力资源和社会保障局", "320682", "department"),
        ("国家税务总局启东市税务局", "国家税务总局启东市税务局", "320681", "department"),
        ("洪泽县人民政府", "洪泽县人民政府", "320813", "government"),
        ("上海市闸北区", "上海市闸北区人民政府", "310106", "government"),
        ("渝北区统景镇", "重庆市渝北区统景镇人民政府", "500112", "township"),
        ("国家新闻出版署(国家版权局)", "国家新闻出版署（国家版权局）", None, "department"),
        ("中国证券监督管理委员会", "中国证券监督管理委员会", None, "department"),
        ("国务院办公厅", "国务院办公厅", None, "office"),
    ],
)
def test_what_the_name_settles(written, name, code, scope):
    agency = resolve(written)
    assert (agency.name, agency.division_code, agency.scope) == (name, code, scope)
    assert agency.as_written == written


@pytest.mark.parametrize(
    ("written", "hint", "name", "code"),
    [
        ("佳荣里街", "120113", "天津市北辰区佳荣里街道办事处", "120113005"),
        ("中村乡", "360733", "会昌县中村乡人民政府", "360733206"),
        ("赤水鎮", "440783", "开平市赤水镇人民政府", "440783116"),
        ("县教育和科学技术局", "511724", "大竹县教育和科学技术局", "511724"),
        ("区集体经济发展服务署", "440304", "深圳市福田区集体经济发展服务署", "440304"),
        ("市扶农办", "130700", "张家口市扶贫和农业开发办公室", "130700"),
        ("市政府办", "320681", "启东市人民政府办公室", "320681"),
        ("市财政局", "440304", "深圳市财政局", "440300"),
        ("市场监督管理局", "320681", "启东市市场监督管理局", "320681"),
        ("经济技术开发区经济发展局", "140200", "经济技术开发区经济发展局", "140200"),
        ("新近镇", "320681", "新近镇人民政府", "320681"),
    ],
)
def test_what_the_portal_adds(written, hint, name, code):
    agency = resolve(written, hint)
    assert (agency.name, agency.division_code) == (name, code)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("奋发镇", None),
        ("朝阳区教育局", None),
        ("朝阳区教育局", "440300"),
        ("新近镇", "320600"),
        ("杭州市某某区人民政府", None),
        ("温州市新近镇人民政府", None),
        ("市教育局", None),
    ],
)
def test_a_place_that_is_not_settled_has_no_code(written, hint):
    assert resolve(written, hint).division_code is None
