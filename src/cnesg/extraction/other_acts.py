"""Rules on what was done for others than the metric counts: clients' road shows, volunteers' hours, visits to staff."""

import re

from cnesg.extraction.thing_rules import Rule

OF_OTHER_ACTS = (
    # 参与志愿服务,人均时长约6小时
    Rule(
        ("training_hours_avg", "training_hours"),
        said=re.compile(r"志愿|义工"),
        lacking=re.compile(r"培训|学习|课|训练|学时|研修"),
    ),
    # 为机构客户提供各类路演95次: what a broker does for its clients
    Rule(
        ("investor_events", "investor_communications"),
        earlier=re.compile(
            r"提供(?:了)?(?:各类|多场|线上|专场)?路演|[为向](?:机构)?客户(?:提供|举办|组织|服务)|研究报告\d"
        ),
    ),
    # 内训师队伍250人次: those who teach
    Rule(
        ("training_people", "training_sessions", "safety_training_people"),
        before=re.compile(
            r"(?:内训师|培训师|讲师)(?:队伍|团队|人数|规模)(?:共|共有|现有|达到?|约|近|为|有|超过)*$"
            r"|(?:现有|拥有|储备|聘[请任])[^,，。;；训]{0,10}(?:内训师|讲师)$"
        ),
    ),
    # 夏季慰问一线员工800人: the guide's metric is of those in difficulty
    Rule(
        ("employees_assisted",),
        around=re.compile(r"一线|高温|在岗|值班|坚守|户外|加班|外派|驻外|劳模|老干部"),
        said=re.compile(r"慰问|看望|送清凉|走访"),
        lacking=re.compile(r"困|病|贫|伤|残|灾|救助|帮扶|资助|补助|援助|助学|互助|遗属|孤|单亲|逝"),
    ),
)
