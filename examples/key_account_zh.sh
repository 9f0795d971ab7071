#!/bin/sh
# 一个大客户的三年：从 2024 年 1 月年会上换名片，到 2026 年 11 月备战二期招标。客户、对手和人名都是虚构的。
#
#   key_account_zh.sh 文件
#
# 往“文件”里写入全部记录。每条命令都写明是哪一天做的，所以重做一遍结果相同。
# 零散的事当天用命令记，成批的数据（联系人、订单、问卷、五看答案）从 data/key_account_zh 里的表导入。
#
# 看成果：acct --db 文件 report account 示例新材 --as-of 2026-11-30 --lang zh
# 万一情况变坏会怎样，最后一条命令来推演，它不写入任何内容。
set -eu
data=$(dirname "$0")/data/key_account_zh
db=$1
export ACCT_USER=陈示远

on() {
    day=$1
    shift
    acct --db "$db" --lang zh --no-input --quiet --as-of "$day" "$@" >/dev/null
}

# ---- 2024 年：认识，找到痛点，进入方案 ------------------------------------------------------------

on 2024-01-16 segment add 精细化工连续装置 --features "连续生产，三年以上才大修一次，停一小时损失以十万计" \
    --needs "大修窗口内完成改造，不额外停车" --size 42亿 --growth 8% --profitability 4 \
    --competition "外资原厂占六成，国产靠切换和服务进入" --approach "从停车损失谈起，用样板装置说话" --owner 沈示山
on 2024-01-16 industry add 精细化工 --alias 精细化学品 --owner 陈示远 --note "行业的答案同行业客户共用，客户自己的答案优先"
on 2024-01-16 add 示例新材料化工股份有限公司 --alias 示例新材 --alias "Shili New Materials" --relation 潜在客户 \
    --industry 精细化工 --segment 精细化工连续装置 --country 中国 --region 浙江 --city 嘉兴 \
    --website https://newmaterials.example --employees 2980 --revenue 71亿 --registered-capital 4.2亿 \
    --ownership 上市公司 --listing-code 300000X --founded 2003 --owner 陈示远 --tag 老旧装置 \
    --external-id crm:XC0031 --note "环氧树脂、固化剂和电子级溶剂，一个基地四套连续装置。"
on 2024-01-16 import "$data/contacts.csv" --as contacts
on 2024-01-16 log add 示例新材 "协会年会上与贺部长换名片" --kind 其他 --contact 贺示春 --place 杭州 \
    --learnt "一期控制系统用了十五年，他说“还能用”。" --next-step "约到厂里看看" --next-date 2024-03-05 \
    --signal content_with_today
on 2024-01-16 stage set 示例新材 unaware --evidence "年会上说一期系统还能用，没有更换计划"
on 2024-01-18 strategy add 示例新材 "2024 先敲开门" --why-us "懂停车损失，肯先摸底再谈产品" --selling-mode 产品销售 \
    --value-offered "免费健康检查，备件现货" --leaving-cost 0 --leaving "没有代价" --committed-people 0.5 \
    --committed-money 40万 --from 2024-01-01 --until 2024-12-31 --owner 陈示远
on 2024-01-18 objective add 示例新材 "进入换型短名单" --strategy "2024 先敲开门" --measure 三家之一 --target 入围 \
    --due-date 2024-12-31 --status 进行中 --owner 陈示远
on 2024-01-18 research add 示例新材 "一期停车到底损失多少" --strategy "从停车损失切入，不从产品切入" \
    --method "问车间、查公开通报、请生产部对数" --contact 孟样涛 --contact 石例军 --cost 0.8万 --owner 陈示远 \
    --due-date 2024-04-30

on 2024-03-05 log add 示例新材 "首次到厂，石主任带看机柜间" --kind 拜访 --contact 贺示春 --contact 石例军 \
    --place 嘉兴基地 --learnt "2023 年 12 月 18 日主控死机，全装置停了 41 小时；卡件停产，备件靠二手市场。" \
    --next-step "请生产部把损失算出来" --next-date 2024-04-18 --cost 0.3万 --signal names_a_problem \
    --signal talks_about_effects
on 2024-03-05 stage advance 示例新材 --evidence "石主任主动讲起 12 月死机停车"
on 2024-03-06 contact edit 示例新材 石例军 --relationship 2 --stance 支持者
on 2024-03-06 needs add 示例新材 "一期装置不再因控制系统停车" --kind 痛点 --basis 基本需求 --layer 组织需求 \
    --dimension 系统 --aspect 性能 --horizon 短期 --urgency 3 --importance 5 --driver 控制风险 \
    --problem "2023 年 12 月主控死机，全装置停车 41 小时。" --customer-solution "再淘一批二手卡件备着"

on 2024-04-18 log add 示例新材 "与生产部、设备部一起算停车账" --kind 会议 --contact 孟样涛 --contact 贺示春 \
    --place 嘉兴基地 --learnt "每小时损失 15.3 万，那一次共 627 万；近三年平均每年停 34 小时。" \
    --next-step "向许总汇报损失" --next-date 2024-06-20 --signal tells_what_it_costs --signal brings_colleagues
on 2024-04-18 stage advance 示例新材 --evidence "孟部长当场算出一次停车 627 万"
on 2024-04-19 research edit 示例新材 一期停车 --status 已完成 --done-date 2024-04-18 \
    --findings "每小时 15.3 万，近三年平均每年 34 小时。" \
    --conclusion "一年 520 万，比换一套系统的年折旧大得多，可以跟许总谈。"
on 2024-04-19 needs why 示例新材 一期装置 "主控卡件超期服役" "备件停产，只能买二手" "换型一直没排进大修" \
    "没人敢担保大修窗口内切得完" --essence "缺的不是卡件，是一个不额外停车的换法，和一个敢签字的人。"
on 2024-04-19 needs edit 示例新材 一期装置 --stakeholder 许样川 --stakeholder 孟样涛 --stakeholder 石例军 \
    --urgency 5 --status 分析中
on 2024-05-10 rival add 示例新材 示例国际自动化 --product "P5 控制系统，四套装置" --line 控制系统 --line 备件 \
    --line 服务 --since 2009 --satisfaction 2 --representative 高示凯 --knows 韦示勇 --strength 品牌 \
    --strength 电子级业绩 --weakness "备件等 14 周" --weakness 工程师隔天才到 \
    --price "首次六折，备件和授权每年涨 8%" --approach "走设计院，请高层出国参观" --share 90% --source 石例军
on 2024-05-10 rival add 示例新材 示例北方控制 --product 罐区仪表 --line 仪表 --line 安全仪表 --since 2022 \
    --satisfaction 3 --representative 金示平 --knows 谢示刚 --strength 报价快 --strength 价格低 \
    --weakness 没做过在线切换 --price "比均价低两成，改动另算" --approach "盯招标公告，低价进" --share 5% \
    --source 谢示刚

on 2024-06-20 log add 示例新材 "向许总汇报停车损失" --kind 会议 --contact 许样川 --contact 孟样涛 --contact 丁例成 \
    --place 嘉兴基地 --learnt "许总要求 2025 年 4 月大修换掉；想见老板，说等有了结果再见。" \
    --next-step "出换型思路和大修内的切换计划" --next-date 2024-07-18 --signal states_a_target \
    --signal names_a_person_in_charge
on 2024-06-20 needs edit 示例新材 一期装置 \
    --goal "2025 年大修窗口内完成换型，次年因控制系统的非计划停车为零，由生产运行部统计"
on 2024-06-20 stage advance 示例新材 --evidence "许总定下大修换型，指定贺部长负责"
on 2024-06-21 contact edit 示例新材 许样川 --relationship 1 --awareness 2
on 2024-06-21 contact edit 示例新材 孟样涛 --relationship 2 --stance 支持者
on 2024-07-18 log add 示例新材 "换型思路交流" --kind 技术交流 --contact 贺示春 --contact 丁例成 --contact 韦示勇 \
    --place 嘉兴基地 --learnt "韦主任主张原厂升级；贺部长说预算 10 月 15 日截止。" --next-step "帮设备部写立项材料" \
    --next-date 2024-08-28 --signal asks_about_solutions
on 2024-07-18 needs add 示例新材 "大修只有 12 天，切换不能拖期" --kind 明示需求 --basis 基本需求 --layer 组织需求 \
    --dimension 运营 --aspect 交付 --horizon 短期 --urgency 4 --importance 5 --driver 降低成本 --status 分析中 \
    --problem "多停一天少产 80 万，大修计划由总调度锁死。" --why "老系统和新系统接线不一样" --why "点要一个一个对" \
    --essence "要把现场工作挪到大修之前做完。" --stakeholder 贺示春 --stakeholder 孟样涛 \
    --customer-solution "申请多停 8 天" --goal "12 天内切换完成，开车一次成功，由设备动力部考核"
on 2024-08-28 log add 示例新材 "陪设备部写立项报告" --kind 拜访 --contact 贺示春 --contact 石例军 --place 嘉兴基地 \
    --learnt "立项报 900 万，财务要看回收期。" --next-step "做控制系统健康检查" --next-date 2024-09-25
on 2024-09-12 log add 示例新材 "采购部发来准入清单" --kind 会议 --contact 谢示刚 --place 嘉兴基地 \
    --learnt "要 SIL3、专业承包资质和三项业绩；质保金要 10%。" --next-step "补齐资质" --next-date 2024-10-15 \
    --signal asks_for_qualifications --signal states_general_demands
on 2024-09-12 import "$data/requirements_2024.csv" --as requirements
on 2024-09-12 stage advance 示例新材 --evidence "采购部发来供应商准入清单"
on 2024-10-24 log add 示例新材 "健康检查报告会，逐条过技术规格书" --kind 技术交流 --contact 丁例成 --contact 石例军 \
    --contact 贺示春 --place 嘉兴基地 --learnt "检查出 37 处带病卡件；丁总同意把“预接线、分段切换”写进规格书。" \
    --next-step "等规格书定稿，准备送测样机" --next-date 2024-12-10 --cost 1.6万 --signal writes_specification
on 2024-10-24 needs edit 示例新材 一期装置 --guided-solution "停车前预接线预调试，大修内分段切换，逐段可退回老系统"
on 2024-10-24 stage advance 示例新材 --evidence "技术规格书初稿写进了分段切换"
on 2024-11-08 needs add 示例新材 "罐区安全仪表系统整改" --kind 明示需求 --basis 基本需求 --layer 组织需求 \
    --dimension 系统 --aspect 资质 --horizon 短期 --urgency 5 --importance 3 --driver 法规要求 --status 分析中 \
    --problem "专家检查组要求 2025 年 6 月底前整改完。" --essence "要的是一次过检，不是系统多好。" \
    --stakeholder 闫样宁
on 2024-11-08 project add 示例新材 罐区安全仪表整改 --status 进行中 --problem "检查整改单上的第一条" \
    --plan "2025 年 6 月底前投用" --decision-maker 许样川 --influencer 闫样宁 --gatekeeper 谢示刚 --user 石例军 \
    --budget 260万 --process 三家比价 --value 230万 --probability 40% --close-date 2025-03-28 --owner 陈示远 \
    --source 闫样宁
on 2024-11-08 project add 示例新材 一期控制系统换型 --status 进行中 --problem "卡件停产，一停就是全装置" \
    --plan "大修内 12 天切换" --decision-maker 顾示年 --decision-maker 许样川 --influencer 孟样涛 --evaluator 丁例成 \
    --evaluator 石例军 --user 唐样红 --coach 贺示春 --gatekeeper 谢示刚 --gatekeeper 白例梅 \
    --timetable "11 月定规格书，2025 年 4 月大修" --budget 900万 --process "技术规格书、三家比价、总经理办公会" \
    --value 860万 --probability 30% --close-date 2025-02-28 --owner 陈示远 --source 贺示春
on 2024-11-08 stage set 示例新材 measures --project 一期控制 --evidence "规格书初稿"
on 2024-11-20 stage set 示例新材 evaluate_solution --project 罐区安全 --evidence "三家询价"
on 2024-11-29 look answer --industry 精细化工 --from "$data/industry_2024.csv"
on 2024-11-29 look answer 示例新材 --from "$data/answers_2024.csv"
on 2024-12-10 log add 示例新材 "三家送样机，测试方案评审" --kind 会议 --contact 丁例成 --contact 石例军 \
    --contact 谢示刚 --place 嘉兴基地 \
    --learnt "三家：我们、示例国际自动化、示例北方控制；测试两周。丁总年底退休，接班人从外企来。" \
    --next-step "送测样机；打听新总工" --next-date 2025-01-08 --signal asks_for_trial --signal invites_bids
on 2024-12-10 stage advance 示例新材 --evidence "规格书盖章定稿，邀请三家送样机" \
    --confirm measures_confirmed_by_customer
on 2024-12-10 edit 示例新材 --relation 现有客户 --employees 3120
on 2024-12-20 objective edit 示例新材 进入换型 --status 已完成 --actual "三家送样，12 月 10 日"
on 2024-12-20 tier score 示例新材
on 2024-12-31 contact edit 示例新材 丁例成 --left yes

# ---- 2025 年：退一步，重新赢得信任，签约，大修切换 ------------------------------------------------

on 2025-01-08 strategy add 示例新材 "2025 拿下一期" --why-us "敢把会出什么问题先写下来，并且切得完" \
    --selling-mode 方案销售 --value-offered "不额外停车换掉老系统" --leaving-cost 60万 --leaving "样机和组态重来" \
    --committed-people 1.5 --committed-money 120万 --from 2025-01-01 --until 2025-12-31 --owner 陈示远
on 2025-01-08 objective add 示例新材 "签下一期换型" --strategy "2025 拿下一期" --measure 合同额 \
    --target "800 万以上" --due-date 2025-08-31 --status 进行中 --owner 陈示远
on 2025-01-08 objective add 示例新材 "罐区安全仪表中标" --strategy "2025 拿下一期" --measure 中标 --target "中标" \
    --due-date 2025-03-31 --status 进行中 --owner 陈示远
on 2025-01-08 contact add 示例新材 方示鸣 --title 总工程师 --department 技术中心 --level 决策层 --function 技术部门 \
    --role 批准者 --role 评估者 --stance 怀疑者 --influence 5 --relationship 0 --awareness 2 --reports-to 顾示年 \
    --style 分析型 --email fang@newmaterials.example --office-needs "规划落地、系统可靠、数据说话" \
    --organisational-interest "二期技术路线一次走对" --personal-interest "在民企做出成绩" --personal-need 自我实现 \
    --personal-need 安全 --note "外企来的，只信测试数据，讨厌被催。"
on 2025-01-08 contact edit 示例新材 贺示春 --reports-to 方示鸣
on 2025-01-20 log add 示例新材 "新总工叫停，要求重新论证" --kind 会议 --contact 方示鸣 --contact 贺示春 \
    --contact 韦示勇 --place 嘉兴基地 \
    --learnt "方总工不认前任的规格书；4 月大修来不及，改在 10 月小修。韦主任在会上推原厂升级。" \
    --next-step "请方总工看样板厂" --next-date 2025-02-26
on 2025-01-20 stage back 示例新材 --reason "新总工程师到任，要求重新论证技术路线" \
    --evidence "会上宣布送测推迟，规格书重写"
on 2025-01-21 project edit 示例新材 一期控制 --close-date 2025-08-20 --probability 20% --evaluator 方示鸣 \
    --evaluator 石例军 --timetable "重写规格书，10 月小修切换"
on 2025-02-26 contact trip add 示例新材 方示鸣 上海 --from 2025-02-26 --to 2025-02-28 --by 高铁 \
    --note "行业会，会后看样板厂"
on 2025-02-26 log add 示例新材 "陪方总工看样板厂" --kind 技术交流 --contact 方示鸣 --place 上海 \
    --learnt "他只和样板厂的仪表工聊，问的都是切换那夜出过什么问题。" --next-step "把出过的问题写成清单给他" \
    --next-date 2025-03-04 --cost 2.1万
on 2025-03-04 log add 示例新材 "把十一个切换问题的清单当面交给方总工" --kind 拜访 --contact 方示鸣 --place 嘉兴基地 \
    --learnt "看完说“这份东西比样本有用”，同意重启送测。" --next-step "重启送测" --next-date 2025-03-18
on 2025-03-05 contact edit 示例新材 方示鸣 --stance 中立 --relationship 2 --awareness 4
on 2025-03-18 stage advance 示例新材 --evidence "方总工签发新规格书，三家重新送测" \
    --confirm measures_confirmed_by_customer
on 2025-03-28 stage close 示例新材 lost --project 罐区安全 --reason "价格高 18%，没有罐区业绩；盯着一期，投入不够" \
    --winner 示例北方控制 --evidence "采购部通知"
on 2025-03-28 project edit 示例新材 罐区安全 --probability 0%
on 2025-03-28 log add 示例新材 "罐区丢标后找闫部长和谢部长复盘" --kind 访谈 --contact 闫样宁 --contact 谢示刚 \
    --place 嘉兴基地 --learnt "闫部长只要一次过检，我们讲了一小时平台。价格高 18%。" \
    --next-step "补安全仪表报价口径" --next-date 2025-05-06 --signal compares_alternatives
on 2025-03-28 contact edit 示例新材 闫样宁 --relationship 1
on 2025-03-31 objective edit 示例新材 罐区安全 --status 已放弃 --actual "被示例北方控制以低价拿走"
on 2025-03-31 needs edit 示例新材 罐区安全 --status 已放弃 --final-solution "示例北方控制的罐区系统" \
    --note "整改按期过检，投用后有过两次误动作。"
on 2025-05-06 log add 示例新材 "两周测试结束，评审会" --kind 会议 --contact 方示鸣 --contact 石例军 --contact 孟样涛 \
    --place 嘉兴基地 --learnt "切换演练 38 分钟，原厂没做成；业绩我们最弱。" --next-step "和财务一起做测算" \
    --next-date 2025-06-10 --signal checks_feasibility
on 2025-05-08 look answer 示例新材 competition.comparison mixed --source 方示鸣 --date 2025-05-06 --method 访谈 \
    --confidence high
on 2025-05-08 stage advance 示例新材 --evidence "测试评审：切换和服务第一，业绩第三"
on 2025-05-09 contact edit 示例新材 贺示春 --role 评估者 --role 教练 --stance 拥护者 --relationship 4
on 2025-05-09 contact relate 示例新材 丁例成 导师 贺示春 --note "一手带出来的"
on 2025-05-09 contact relate 示例新材 贺示春 对手 韦示勇 --note "争控制网归谁管"
on 2025-05-09 contact relate 示例新材 许样川 盟友 孟样涛 --note "一个车间出来的"
on 2025-05-09 contact relate 示例新材 罗例文 导师 白例梅
on 2025-05-20 contact add 示例新材 邱例安 --title 成本会计 --department 财务部 --level 操作层 --function 财务部门 \
    --role 评估者 --stance 中立 --influence 2 --relationship 2 --awareness 1 --reports-to 白例梅 --style 分析型 \
    --office-needs "口径一致" --note "停车损失的数据都从她这里出。"
on 2025-05-20 contact add 示例新材 蒋示敏 --title 采购专员 --department 采购部 --level 操作层 --function 采购部门 \
    --role 把关者 --stance 中立 --influence 1 --relationship 2 --awareness 1 --reports-to 谢示刚 --style 社交型 \
    --note "管合同归档和付款申请。"
on 2025-05-20 contact relate 示例新材 邱例安 亲属 蒋示敏 --note "夫妻，园区双职工"
on 2025-05-20 import "$data/personal.csv" --as contacts --on-conflict update
on 2025-06-10 log add 示例新材 "财务核完测算" --kind 会议 --contact 罗例文 --contact 白例梅 --contact 邱例安 \
    --place 嘉兴基地 --learnt "五年净效益：我们 2450 万，原厂升级 305 万。罗总问：切不完谁负责？" \
    --next-step "双方高层见面" --next-date 2025-06-24 --signal computes_benefit --signal asks_for_figures \
    --signal discusses_what_could_fail
on 2025-06-12 import "$data/economics.csv" --as economic-lines
on 2025-06-12 stage advance 示例新材 --evidence "财务自己算出五年净效益 2450 万"
on 2025-06-13 contact edit 示例新材 罗例文 --relationship 2 --stance 支持者 --awareness 3
on 2025-06-24 log add 示例新材 "沈总拜会顾董事长，谈了 50 分钟" --kind 拜访 --contact 顾示年 --contact 许样川 \
    --place 嘉兴基地 --learnt "董事长说起电子级前三的念头；要求切不完照损失赔。" \
    --next-step "出分段退回方案和违约条款" --next-date 2025-07-03 --cost 1.2万 --signal executives_appear \
    --signal asks_for_guarantees
on 2025-06-25 contact edit 示例新材 顾示年 --relationship 2 --stance 支持者 --awareness 3
on 2025-06-25 contact edit 示例新材 许样川 --relationship 3 --stance 支持者 --awareness 4
on 2025-07-03 contact edit 示例新材 白例梅 --relationship 2 --stance 支持者 --awareness 2
on 2025-07-03 look answer 示例新材 customer.budget 880万 --source 白例梅 --date 2025-07-03 --method 访谈 \
    --confidence high --note "换型专项，已批"
on 2025-07-17 log add 示例新材 "商务谈判第一轮，采购要求再降 12%" --kind 会议 --contact 谢示刚 --contact 蒋示敏 \
    --place 嘉兴基地 --learnt "降价是程序，真问题是质保金；5% 可以谈。" --next-step "用质保期换质保金" \
    --next-date 2025-08-05 --signal asks_for_price_cut --signal procurement_takes_over
on 2025-07-17 stage advance 示例新材 --evidence "董事长看过退回方案后同意，转采购谈价"
on 2025-07-17 stage advance 示例新材 --project 一期控制 --to evaluate_cost --evidence "转采购谈价" \
    --confirm measures_confirmed_by_customer
on 2025-08-05 log add 示例新材 "合同送法务，谈定质保 24 个月、质保金 5%" --kind 会议 --contact 谢示刚 \
    --contact 白例梅 --place 嘉兴基地 --learnt "860 万，付款按四个节点。" --next-step "签合同" \
    --next-date 2025-08-21 --signal reviews_contract
on 2025-08-06 contact edit 示例新材 谢示刚 --relationship 2 --stance 中立 --awareness 3
on 2025-08-21 log add 示例新材 "签约" --kind 会议 --contact 顾示年 --contact 许样川 --contact 方示鸣 \
    --place 嘉兴基地 --learnt "董事长当场说：切好了，二期先找你们谈。" --next-step "项目启动会" \
    --next-date 2025-09-05 --signal contract_signed
on 2025-08-21 stage close 示例新材 won --evidence "合同 860 万，8 月 21 日签订"
on 2025-08-21 stage close 示例新材 won --project 一期控制 --evidence "合同 860 万，8 月 21 日签订"
on 2025-08-21 project edit 示例新材 一期控制 --probability 100% --reason "敢写切换清单，分段可退回；财务自己核的账"
on 2025-08-21 objective edit 示例新材 签下一期 --status 已完成 --actual "860 万"
on 2025-09-01 tier set 示例新材 S --reason "一期合同签下，按战略客户配团队"
on 2025-09-05 stage advance 示例新材 --evidence "项目启动会，双方项目组名单盖章"
on 2025-09-05 stage signal 示例新材 project_team_named --contact 贺示春
on 2025-09-08 needs edit 示例新材 一期装置 --status 交付中
on 2025-09-08 needs edit 示例新材 "大修只有" --status 交付中 --guided-solution "预接线、预调试，大修内分段切换"
on 2025-10-14 voice add 示例新材 "大修第四天少了两块卡件" --kind 投诉 --status 已收集 --date 2025-10-14 \
    --contact 贺示春 --aspect 交付 --severity 5 --owner 梁示慧 --due-date 2025-10-16 --source 现场
on 2025-10-14 log add 示例新材 "缺卡件，连夜从上海调货" --kind 现场调研 --contact 贺示春 --contact 石例军 \
    --place 嘉兴基地 --learnt "装箱单和到货没有逐件核；凌晨四点送到，没误第二段切换。" \
    --next-step "写清原因，当面说明" --next-date 2025-10-27 --cost 0.9万
on 2025-10-15 voice edit 示例新材 大修第四天 --status 已分析 --root-cause "发货按箱核，不按件核；现场没有预留件"
on 2025-10-16 voice edit 示例新材 大修第四天 --status 已处理 --handled-date 2025-10-15 \
    --action "连夜调货，改为逐件核对并预留 3% 余量"
on 2025-10-27 log add 示例新材 "12 天切换完成，开车一次成功" --kind 现场调研 --contact 许样川 --contact 孟样涛 \
    --contact 唐样红 --place 嘉兴基地 --learnt "凌晨开车时许总在中控室，拍了拍石主任的肩膀。主操嫌报警多。" \
    --next-step "运行满月回访" --next-date 2025-11-28
on 2025-11-28 voice edit 示例新材 大修第四天 --status 客户已确认 --confirmed-date 2025-11-28 --confirmed-by 贺示春
on 2025-11-28 voice add 示例新材 "换了三个服务工程师，每次重讲一遍" --kind 问题 --status 已分析 --date 2025-11-28 \
    --contact 石例军 --aspect 服务 --severity 3 --root-cause "按区域派工，不按客户派工" --owner 梁示慧 \
    --due-date 2026-01-31 --source 回访
on 2025-11-28 log add 示例新材 "运行满月回访，参加客户大修复盘会" --kind 拜访 --contact 贺示春 --contact 石例军 \
    --contact 唐样红 --place 嘉兴基地 --learnt "系统稳；报警一个班两千三百条，没人看得过来。" \
    --next-step "满意度问卷" --next-date 2025-12-15 --signal asks_about_progress
on 2025-11-28 needs add 示例新材 "一个班两千三百条报警，主操顾不过来" --kind 痛点 --basis 潜在需求 --layer 个人需求 \
    --dimension 运营 --aspect 质量 --horizon 短期 --urgency 4 --importance 4 --driver 控制风险 --status 分析中 \
    --problem "真报警混在假报警里，主操习惯一键消音。" --why "报警限沿用 2009 年" --why "没人有权删报警" \
    --essence "缺的是报警归谁管的规矩，不是软件。" --stakeholder 唐样红 --stakeholder 孟样涛 \
    --customer-solution "加一个主操" --guided-solution "先定规矩再上软件，每月砍一批" \
    --goal "2026 年 9 月底前每班不超过 300 条，由生产运行部统计"
on 2025-11-28 contact edit 示例新材 石例军 --role 评估者 --role 使用者 --stance 拥护者 --relationship 4 \
    --awareness 5
on 2025-11-28 contact edit 示例新材 孟样涛 --relationship 3 --awareness 4
on 2025-12-17 log add 示例新材 "满意度问卷，逐个当面填" --kind 问卷调查 --contact 方示鸣 --contact 唐样红 \
    --contact 谢示刚 --place 嘉兴基地 --by 梁示慧 --learnt "交付 3 分、价格 3 分；唐班长打 5 分，嫌报警多。" \
    --next-step "报警治理方案" --next-date 2026-01-26
on 2025-12-18 import "$data/survey_2025.csv" --as survey-answers
on 2025-12-19 look answer --industry 精细化工 --from "$data/industry_2025.csv"
on 2025-12-19 look answer 示例新材 --from "$data/answers_2025.csv"
on 2025-12-19 action add 示例新材 "固定两名服务工程师" --kind 改进措施 --feedback 换了三个 --status 进行中 \
    --owner 梁示慧 --due-date 2026-01-31
on 2025-12-19 action add 示例新材 "发货逐件核对" --kind 改进措施 --feedback 大修第四天 --status 已完成 \
    --owner 梁示慧 --due-date 2025-12-31 --done-date 2025-12-19 --result "12 月起备件到货零缺件"
on 2025-12-19 tier score 示例新材

# ---- 2026 年：兑现价值，复盘，再上台阶 ------------------------------------------------------------

on 2026-01-12 tier set 示例新材 --computed
on 2026-01-12 strategy add 示例新材 "2026 从供应商到伙伴" --why-us "切换那夜站在一起，答应的都写下来" \
    --selling-mode 顾问式销售 --value-offered "把报警和人员断档一起管起来，陪他们走到电子级" --leaving-cost 900万 \
    --leaving "组态库、联锁逻辑和培训重来，还要等一次大修" --committed-people 2.5 --committed-money 90万 \
    --from 2026-01-01 --until 2026-12-31 --owner 陈示远
on 2026-01-12 strategy add 示例新材 "2027 一起做二期" --why-us "前端设计就在一起，懂电子级的批次追溯" \
    --selling-mode 顾问式销售 --value-offered "二期一次开车成功，批次可追溯" --leaving-cost 1500万 \
    --leaving "前端设计推倒重来，开车推迟半年" --committed-people 4 --committed-money 160万 --from 2027-01-01 \
    --until 2027-12-31 --owner 沈示山
on 2026-01-12 objective add 示例新材 "报警治理见效" --strategy "2026 从供应商到伙伴" --measure "每班报警条数" \
    --target 300 --due-date 2026-09-30 --status 进行中 --owner 郭例峰
on 2026-01-12 objective add 示例新材 "运维收入过百万" --strategy "2026 从供应商到伙伴" --measure "维保与备件收入" \
    --target "100 万" --due-date 2026-12-15 --status 进行中 --owner 梁示慧
on 2026-01-12 objective add 示例新材 "二期中标" --strategy "2027 一起做二期" --measure 中标 \
    --target "2600 万以内中标" --due-date 2027-02-28 --status 进行中 --owner 陈示远
on 2026-01-26 log add 示例新材 "报警治理启动会" --kind 会议 --contact 孟样涛 --contact 唐样红 --contact 闫样宁 \
    --place 嘉兴基地 --learnt "先定谁有权改报警限，孟部长签了授权表。" --next-step "每月砍一批" \
    --next-date 2026-02-27
on 2026-01-30 action edit 示例新材 固定两名 --status 已完成 --done-date 2026-01-26 --result "周工、郑工固定驻点"
on 2026-01-31 voice edit 示例新材 换了三个 --status 客户已确认 --action "固定两名工程师，交接要有书面" \
    --handled-date 2026-01-26 --confirmed-date 2026-01-31 --confirmed-by 石例军
on 2026-02-27 log add 示例新材 "报警治理第一月：每班降到 1400 条" --kind 现场调研 --contact 唐样红 --place 嘉兴基地 \
    --learnt "唐班长说终于敢看屏幕了。" --next-step "验收" --next-date 2026-04-16
on 2026-02-28 contact edit 示例新材 唐样红 --relationship 3 --stance 支持者 --awareness 4
on 2026-02-28 contact edit 示例新材 闫样宁 --relationship 2 --stance 支持者 --awareness 3
on 2026-03-10 plan add 示例新材 "一期维保与备件" --kind 运维 --status 已批准 --budget 120万 \
    --maintenance "2 小时到场，季度巡检" --upgrades "每年一次补丁" --spares "随机备件包，库里留 3% 余量" \
    --service-package "固定工程师、驻点备件库、年度培训" --purchase-date 2027-03-10 --owner 梁示慧 --source 白例梅
on 2026-04-16 log add 示例新材 "一期换型验收" --kind 会议 --contact 许样川 --contact 方示鸣 --contact 贺示春 \
    --place 嘉兴基地 --learnt "五项指标全过。方总工问我们做没做过批次追溯。" --next-step "半年复盘" \
    --next-date 2026-06-25 --signal acceptance_requested
on 2026-04-16 needs edit 示例新材 一期装置 --final-solution "3400 点系统，12 天内分段切换，现场驻点" --status 已满足
on 2026-04-16 needs edit 示例新材 "大修只有" --final-solution "预接线 3400 点，切换用了 11 天半" --status 已满足
on 2026-04-16 stage advance 示例新材 --evidence "验收单五项全过，许总签字" --confirm accepted_by_customer
on 2026-04-17 contact edit 示例新材 方示鸣 --stance 支持者 --relationship 4
on 2026-04-17 contact edit 示例新材 许样川 --stance 拥护者 --relationship 4
on 2026-05-20 log add 示例新材 "报警治理软件上线，交接分析仪" --kind 拜访 --contact 石例军 --contact 唐样红 \
    --place 嘉兴基地 --by 郭例峰 --learnt "每班降到 480 条；石主任愁徒弟留不住。" --next-step "半年复盘" \
    --next-date 2026-06-25
on 2026-06-25 log add 示例新材 "半年复盘会，对照目标" --kind 会议 --contact 许样川 --contact 方示鸣 --contact 孟样涛 \
    --contact 罗例文 --place 嘉兴基地 \
    --learnt "半年零停车。罗总说钱花得值。方总工原话：你们先把会出什么问题写下来。" --next-step "听听二期" \
    --next-date 2026-07-22 --signal measures_the_effect --signal gives_feedback
on 2026-06-25 contact edit 示例新材 罗例文 --relationship 3
on 2026-06-25 contact edit 示例新材 贺示春 --awareness 5
on 2026-06-25 needs verdict 示例新材 一期装置 5 --words "半年没因控制系统停过车，钱花得值"
on 2026-06-25 needs confirm 示例新材 一期装置 --by 许样川
on 2026-06-25 needs verdict 示例新材 "大修只有" 5 --words "提前半天开车，夜班一起熬过来的"
on 2026-06-25 look answer 示例新材 self.satisfaction 5 --source 许样川 --method 拜访 --confidence high
on 2026-06-25 voice add 示例新材 "复盘会上点名表扬驻点工程师" --kind 表扬 --status 客户已确认 --date 2026-06-25 \
    --contact 许样川 --aspect 服务 --severity 1 --owner 梁示慧 --confirmed-date 2026-06-25 --source 复盘会
on 2026-06-30 control add 示例新材 "组态库和联锁逻辑" --stickiness 2 --since 2025-10-23 \
    --evidence "3400 点组态和 212 条联锁都在我们平台" --owner 郭例峰
on 2026-06-30 control add 示例新材 "驻点备件库" --stickiness 1 --since 2026-03-10 --evidence "2 小时到场，零缺件" \
    --owner 梁示慧

# 一期走完，新的一程从头开始：二期。
on 2026-07-15 stage close 示例新材 won --evidence "复盘纪要双方签字，一期这一程走完"
on 2026-07-22 log add 示例新材 "方总工请我们谈电子级批次追溯" --kind 技术交流 --contact 方示鸣 --place 嘉兴基地 \
    --learnt "去年报废 9 罐，每罐 70 万，追不到是哪一段出的杂质。" --next-step "分析三罐的历史数据" \
    --next-date 2026-08-20 --signal names_a_problem --signal asks_for_more
on 2026-07-22 stage reopen 示例新材 --to aware --reason "二期启动，新的一程" --evidence "方总工主动谈起电子级报废"
on 2026-07-22 needs add 示例新材 "电子级产品报废追不到原因" --kind 期望 --basis 潜在需求 --layer 组织需求 \
    --dimension 业务 --aspect 质量 --horizon 中期 --urgency 4 --importance 5 --driver 引领市场 --status 分析中 \
    --problem "去年报废 9 罐，每罐 70 万，追不到是哪一段出的杂质。" --why "分析仪和控制系统各记各的时间" \
    --why "灌装批号靠手填" --essence "没有把过程数据和批次绑在一起。" --stakeholder 方示鸣 --stakeholder 顾示年 \
    --customer-solution "多买几台分析仪" --guided-solution "二期控制、分析、批次用一套时标，开车即可追溯" \
    --goal "2028 年二期投产后报废不超过 2 罐，由质量部统计"
on 2026-07-22 needs add 示例新材 "二期控制平台归谁管" --kind 期望 --basis 潜在需求 --layer 组织需求 --dimension 战略 \
    --aspect 功能 --horizon 长期 --urgency 3 --importance 4 --driver 控制风险 --status 分析中 \
    --problem "信息中心要统一平台，设备部要控制网独立。" --why "两边考核不一样" \
    --essence "安全和效率没有一个共同的负责人。" --stakeholder 韦示勇 --stakeholder 贺示春 --contradicted yes \
    --contradiction "韦主任要全厂一套，贺部长要独立控制网"
on 2026-08-05 needs add 示例新材 "仪表人员五年内退休 11 人" --kind 期望 --basis 潜在需求 --layer 组织需求 \
    --dimension 运营 --aspect 服务 --horizon 中期 --urgency 3 --importance 4 --driver 控制风险 --status 待处理 \
    --problem "34 人的车间，五年退休 11 人，招不到人。" --essence "会修的人和会教的人是同一批，他们快走了。" \
    --stakeholder 石例军 --stakeholder 贺示春 --guided-solution "跟班培训加包年服务"
on 2026-08-20 log add 示例新材 "三罐报废数据分析会" --kind 会议 --contact 方示鸣 --contact 孟样涛 --place 嘉兴基地 \
    --learnt "杂质都在切换原料批次的半小时内。" --next-step "董事长沟通会" --next-date 2026-09-18 \
    --signal tells_what_it_costs
on 2026-08-20 stage advance 示例新材 --evidence "一年报废 9 罐、630 万，方总工要在二期解决"
on 2026-09-18 log add 示例新材 "顾董事长来访，签三年合作备忘录" --kind 拜访 --contact 顾示年 --contact 方示鸣 \
    --contact 许样川 --place 我公司 --learnt "二期 2028 年一季度开车，目标电子级前三；要求有批次追溯。" \
    --next-step "前端设计合同" --next-date 2026-09-22 --cost 3.5万 --signal states_a_target \
    --signal speaks_of_ambition
on 2026-09-18 stage advance 示例新材 --evidence "董事长定下二期 2028 年一季度开车，报废不超过 2 罐"
on 2026-09-18 needs confirm 示例新材 电子级产品 --by 方示鸣
on 2026-09-19 contact edit 示例新材 顾示年 --relationship 3 --stance 支持者
on 2026-09-19 control add 示例新材 "三年合作备忘录" --stickiness 3 --since 2026-09-18 \
    --evidence "电子级联合课题写进双方年度目标" --owner 沈示山
on 2026-09-20 rival add 示例新材 示例智造软件 --product 批次管理软件 --line 软件 --since 2026 --satisfaction 3 \
    --representative 苗示立 --knows 韦示勇 --strength 界面好看 --weakness 没进过控制网 \
    --price "按用户收费，每年续费" --approach "先给信息中心免费试用" --share 3% --source 韦示勇
on 2026-09-20 rival edit 示例新材 示例国际自动化 --share 52% --product "P5 控制系统，三套老装置" --satisfaction 2
on 2026-09-20 rival edit 示例新材 示例北方控制 --share 7% --product "罐区安全仪表和仪表"
on 2026-09-20 import "$data/factors.csv" --as factors
on 2026-09-20 import "$data/rival_marks.csv" --as rival-marks
on 2026-09-21 project add 示例新材 二期电子级装置控制系统 --status 进行中 \
    --problem "电子级产品批次不一致，报废追不到原因" --plan "2027 年 2 月定标，2028 年一季度开车" \
    --decision-maker 顾示年 --decision-maker 方示鸣 --influencer 许样川 --influencer 罗例文 --evaluator 孟样涛 \
    --evaluator 石例军 --user 唐样红 --coach 贺示春 --gatekeeper 谢示刚 --gatekeeper 白例梅 \
    --timetable "11 月资格预审，1 月技术标，2 月定标" --budget 2800万 --process "公开招标，技术 60 分" \
    --value 2600万 --probability 55% --close-date 2027-02-26 --owner 陈示远 --source 方示鸣
on 2026-09-21 stage set 示例新材 goal --project 二期电子级 --evidence "董事长定下开车日期和报废目标"
on 2026-09-24 plan add 示例新材 "二期电子级装置" --kind 新建 --status 已列入计划 --amount 9.6亿 \
    --purchase-date 2027-02-26 --quantity "一套装置，年产 5 万吨" \
    --requirements "批次追溯，驻厂两名工程师，电子级业绩一项" --owner 陈示远 --source 方示鸣
on 2026-09-24 plan add 示例新材 "三套老装置控制系统更换" --kind 新建 --status 酝酿中 --amount 2400万 \
    --purchase-date 2029-10-01 --quantity "三套，约 5200 点" --requirements "随各自大修逐套切换" --owner 郭例峰 \
    --source 石例军
on 2026-09-24 research add 示例新材 "二期设计院听谁的" --strategy "把批次追溯写进设计输入" \
    --method "拜访设计院，问三位所长" --contact 方示鸣 --contact 贺示春 --cost 2.4万 --owner 郭例峰 \
    --due-date 2026-12-10 --status 进行中 --findings "仪表专业听电气所的，标准图是老对手帮做的。" \
    --conclusion "先改标准图里的时标要求，再谈品牌。"
on 2026-09-25 import "$data/value_years.csv" --as value-years
on 2026-09-28 needs edit 示例新材 一个班两千 --status 已满足 --final-solution "授权表、月度砍报警会、报警治理软件" \
    --verdict 4 --verdict-words "从两千多条到两百九十一条，唐班长说屏幕安静了" --confirmed-by 孟样涛 \
    --confirmed-on 2026-09-28
on 2026-09-28 objective edit 示例新材 报警治理 --status 已完成 --actual 291
on 2026-10-19 import "$data/requirements_2026.csv" --as requirements --on-conflict update
on 2026-10-20 log add 示例新材 "第二轮满意度问卷" --kind 问卷调查 --contact 孟样涛 --contact 贺示春 --contact 石例军 \
    --contact 谢示刚 --place 嘉兴基地 --by 梁示慧 --learnt "服务和交付都是 5 分；价格仍是 3 分，谢部长要阶梯价。" \
    --next-step "和项目部过二期规格输入" --next-date 2026-11-05 --signal recommends_us
on 2026-10-21 import "$data/survey_2026.csv" --as survey-answers
on 2026-10-22 voice add 示例新材 "维保希望谈阶梯价" --kind 要求 --status 已收集 --date 2026-10-20 --contact 谢示刚 \
    --aspect 价格 --severity 2 --owner 梁示慧 --due-date 2026-12-15 --source 满意度调查
on 2026-11-03 voice edit 示例新材 维保希望 --status 已分析 --root-cause "维保按点数计价，二期一投就翻倍"
on 2026-11-03 action add 示例新材 "谈维保阶梯价" --kind 改进措施 --feedback 维保 --status 进行中 --owner 梁示慧 \
    --due-date 2026-12-15
on 2026-11-05 log add 示例新材 "二期技术规格输入评审" --kind 技术交流 --contact 方示鸣 --contact 韦示勇 \
    --contact 石例军 --place 嘉兴基地 --learnt "韦主任不再反对控制网独立，只要审计数据。" \
    --next-step "拿电子级业绩证明" --next-date 2026-12-10 --signal states_general_demands \
    --signal asks_for_qualifications
on 2026-11-05 stage advance 示例新材 --evidence "项目部发出二期资格预审要求"
on 2026-11-05 stage advance 示例新材 --project 二期电子级 --evidence "资格预审要求：电子级业绩、驻厂工程师"
on 2026-11-06 contact edit 示例新材 韦示勇 --stance 怀疑者 --relationship 2
on 2026-11-20 log add 示例新材 "谢部长透露二期招标日程" --kind 电话 --contact 谢示刚 \
    --learnt "12 月 20 日前出资格预审公告；采购希望维保也谈阶梯价。" --next-step "约设计院" --next-date 2026-12-04
on 2026-11-20 action add 示例新材 "拿到电子级业绩证明" --kind 行动 --objective 二期中标 --status 进行中 --owner 郭例峰 \
    --due-date 2026-12-10
on 2026-11-20 action add 示例新材 "年前拜会董事长" --kind 行动 --objective 二期中标 --owner 沈示山 --due-date 2026-12-25
on 2026-11-20 import "$data/orders.csv" --as orders
on 2026-11-20 look answer --industry 精细化工 --from "$data/industry_2026.csv"
on 2026-11-20 look answer 示例新材 --from "$data/answers_2026.csv"
on 2026-11-20 edit 示例新材 --employees 3260 --revenue 78.6亿 --tag=-老旧装置 --tag +样板客户 --tag +电子级 \
    --note "环氧树脂、固化剂和电子级溶剂，一个基地五套连续装置，二期在批。"
on 2026-11-20 tier score 示例新材

# ---- 推演：如果客户不再成长、毛利率降五个点、对手在总成本上胜出，会怎样？ ----------------------------------

acct --db "$db" --lang zh --as-of 2026-11-30 what-if 示例新材 --set trend.verdict=2 --margin -5 \
    --wins 示例国际自动化/五年总成本
