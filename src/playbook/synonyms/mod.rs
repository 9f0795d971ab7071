//! What other programs and people call our fields, beside our own names and labels.

mod companies;
mod dealings;
mod orders;
mod strategies;
mod talks;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::vocabulary::plain;
use crate::domain::kind::Kind;

/// Other words for one field, or with `external_ids:system` for the ids that another system gave.
pub(super) struct Synonyms {
    pub(super) field: &'static str,
    pub(super) names: &'static [&'static str],
}

const fn called(field: &'static str, names: &'static [&'static str]) -> Synonyms {
    Synonyms { field, names }
}

/// How the company is called, in lists of companies and in lists of what belongs to them.
const COMPANY: &[&str] = &[
    "Account", "Account Name", "Company", "Company Name", "Customer", "Customer Name", "Client",
    "Client Name", "Organisation", "Organization", "Organisation Name", "Organization Name", "Business Name",
    "Legal Name", "Enterprise", "Firm", "Security", "客户", "客户名称", "客户名", "客户全称", "公司",
    "公司名称", "公司名", "公司名字", "公司全称", "企业", "企业名称", "企业名", "企业全称", "单位",
    "单位名称", "单位全称", "机构名称", "证券简称", "股票简称", "股票名称", "证券名称", "会社名", "회사명",
    "기업명", "所在公司", "所属公司", "工作单位", "就职公司", "任职公司", "所属客户", "Employer",
    "Company / Account", "Sold-to Party", "Sold To", "Bill To", "购货单位", "购买方", "购方名称", "客户单位",
    "Firma", "Firmenname", "Firma Name", "Unternehmen", "Unternehmensname", "Société", "Raison sociale",
    "Entreprise",
];

const EMAIL: &[&str] = &[
    "E-mail", "Mail", "Email Address", "E-mail Address", "Email 1", "电子邮件", "电子邮箱", "邮件",
    "邮箱地址", "メールアドレス", "이메일", "Courriel",
];

const PERSON: &[&str] = &[
    "Contact", "Contact Name", "Contact Person", "Full Name", "Customer Contact", "联系人", "姓名",
    "联系人姓名", "客户联系人",
];

const OWNER: &[&str] = &[
    "Responsible", "Assigned To", "Assignee", "Sales Rep", "Account Manager", "Deal Owner",
    "Opportunity Owner", "责任人", "我方负责人", "跟进人", "销售", "销售代表", "销售负责人",
];

/// When a deal is or was closed.
const CLOSED: &[&str] = &[
    "Expected Close", "Expected Close Date", "Close", "Closing Date", "Closed Date", "Deadline",
    "预计成交日期", "预计签约日期", "预计签单日期", "预计结单日期", "定标日期", "签约日期", "成交日期",
];

/// Of every kind that has such a field.
const SHARED: &[Synonyms] = &[
    called("account", COMPANY),
    called("tags", &["Label", "Labels", "Keywords", "Categories", "标记", "关键词"]),
    called(
        "note",
        &["Notes", "Comment", "Comments", "Remark", "Remarks", "Description", "说明", "描述", "附注"],
    ),
    called("external_ids", &["External Id", "Foreign Id", "外部ID", "外部编码"]),
    called("due_date", &["Due Date", "Deadline", "截止日期", "期限", "完成期限", "完成时限", "计划完成日期"]),
    called("done_date", &["Done", "Completed", "Completed On", "实际完成日期"]),
    called("source", &["Information Source", "信息来源", "数据来源"]),
];

/// All of a kind.
pub(super) fn synonyms(kind: Kind) -> impl Iterator<Item = &'static Synonyms> {
    let has = move |synonyms: &&Synonyms| kind.field(synonyms.field).is_some();
    own(kind).iter().chain(SHARED.iter().filter(has))
}

/// The field of a kind, or `external_ids:system`, that has a plain word.
pub(super) fn meaning(kind: Kind, word: &str) -> Option<&'static str> {
    static MEANINGS: LazyLock<HashMap<Kind, HashMap<String, &'static str>>> = LazyLock::new(|| {
        let of = |kind| {
            let known = synonyms(kind).flat_map(|known| known.names.iter().map(|name| (known.field, name)));
            known.map(|(field, name)| (plain(name), field)).collect()
        };
        Kind::ALL.iter().map(|&kind| (kind, of(kind))).collect()
    });
    MEANINGS.get(&kind)?.get(word).copied()
}

const fn own(kind: Kind) -> &'static [Synonyms] {
    match kind {
        Kind::Account => companies::ACCOUNT,
        Kind::Contact => companies::CONTACT,
        Kind::Trip => dealings::TRIP,
        Kind::Need => talks::NEED,
        Kind::Interaction => talks::INTERACTION,
        Kind::Relation => talks::RELATION,
        Kind::Signal => talks::SIGNAL,
        Kind::Plan => dealings::PLAN,
        Kind::Rival => dealings::RIVAL,
        Kind::Project => dealings::PROJECT,
        Kind::Requirement => dealings::REQUIREMENT,
        Kind::Order => orders::ORDER,
        Kind::Factor => dealings::FACTOR,
        Kind::RivalMark => dealings::RIVAL_MARK,
        Kind::EconomicLine => strategies::ECONOMIC_LINE,
        Kind::ValueYear => strategies::VALUE_YEAR,
        Kind::Strategy => strategies::STRATEGY,
        Kind::ControlPoint => strategies::CONTROL_POINT,
        Kind::Objective => strategies::OBJECTIVE,
        Kind::Action => strategies::ACTION,
        Kind::Feedback => strategies::FEEDBACK,
        Kind::SurveyAnswer => strategies::SURVEY_ANSWER,
        Kind::ResearchGoal => strategies::RESEARCH_GOAL,
        Kind::Segment => strategies::SEGMENT,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_means_one_field_of_its_kind() {
        let mut wrong = Vec::new();
        for (&kind, known) in
            Kind::ALL.iter().flat_map(|kind| synonyms(*kind).map(move |known| (kind, known)))
        {
            let field = known.field.split(':').next().unwrap_or_default();
            assert!(kind.field(field).is_some(), "{kind}.{field}");
            for name in known.names {
                let others = synonyms(kind).filter(|other| other.field != known.field);
                let twice =
                    others.filter(|other| other.names.iter().any(|other| plain(other) == plain(name)));
                wrong.extend(twice.map(|other| format!("{name}: {kind}.{field} and {}", other.field)));
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn the_usual_columns_of_other_languages_are_known() {
        use crate::domain::schema::Schema;
        use crate::playbook::{Labels, Vocabulary};
        let (schema, labels) = (Schema::default(), Labels::default());
        let words = Vocabulary { schema: &schema, labels: &labels };
        for (field, names) in [
            (
                "name",
                &[
                    "会社名", "企業名", "회사명", "Firma", "Firmenname", "UNTERNEHMEN", "Société",
                    "Raison sociale",
                ][..],
            ),
            ("address", &["住所", "주소", "Straße", "STRASSE", "Adresse"]),
            ("city", &["Ort", "Ville"]),
            ("phone", &["電話番号", "전화번호", "Telefon", "Téléphone"]),
            ("employees", &["従業員数", "Mitarbeiter", "Effectif"]),
            ("revenue", &["売上高", "Umsatz", "Chiffre d’affaires"]),
        ] {
            for name in names {
                let found = words.given_field(Kind::Account, name).map(|field| field.name);
                assert_eq!(found, Some(field), "{name}");
            }
        }
    }
}
