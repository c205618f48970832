"""The six sections of a report as the form prints them, and ways to change them."""

from harvester.parsers import headings

ALL = frozenset(headings.KEYS)
OFFICIAL = (
    "一、总体情况",
    "2023年，青石县全年主动公开政府信息1208条。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "一是解读形式较为单一。",
    "二是栏目更新不够及时。",
    "六、其他需要报告的事项",
    "无。",
)


def replaced(old, *new):
    place = OFFICIAL.index(old)
    return (*OFFICIAL[:place], *new, *OFFICIAL[place + 1 :])


def renumbered(lines, mark):
    return tuple(mark(line) if line in OFFICIAL and "、" in line[:2] else line for line in lines)
